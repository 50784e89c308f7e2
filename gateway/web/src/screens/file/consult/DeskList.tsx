import { useState } from 'preact/hooks';
import { words } from '../../../i18n';
import { type Desk, PostPicker } from '../../../parts/PostPicker';
import { titleOf } from '../../../parts/posts/desks';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  label: string;
  fileId?: string;
  desks: Desk[];
  /** Posts that are not offered, as one's own. */
  except: string[];
  most: number;
  onChange: (desks: Desk[]) => void;
}

/** Several desks, picked one after the other; each can be taken out again. */
export function DeskList({ label, fileId, desks, except, most, onChange }: Props) {
  const [told, setTold] = useState('');
  const taken = desks.map((desk) => desk.post_id);

  function add(desk: Desk | null): void {
    if (!desk || taken.includes(desk.post_id)) return;
    setTold(t('desk_added', { desk: titleOf(desk) }));
    onChange([...desks, desk]);
  }
  function remove(desk: Desk): void {
    setTold(t('desk_removed', { desk: titleOf(desk) }));
    onChange(desks.filter((each) => each !== desk));
  }

  return (
    <>
      {desks.length > 0 && (
        <ul class="desks-asked" aria-label={t('asked_desks')}>
          {desks.map((desk) => (
            <li key={desk.post_id}>
              {titleOf(desk)}
              <button type="button" class="plain" aria-label={t('take_out', { desk: titleOf(desk) })} onClick={() => remove(desk)}>
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="hidden-text" role="status">
        {told}
      </p>
      {desks.length < most && (
        <PostPicker key={taken.join()} label={label} fileId={fileId} except={[...except, ...taken]} autofocus onPick={add} />
      )}
    </>
  );
}
