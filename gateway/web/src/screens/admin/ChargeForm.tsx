import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, momentOf, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { PostPicker } from '../../parts/PostPicker';
import { Choice, Text } from './Controls';
import { CHARGE_KINDS, type Charge, type Person, type Post } from './directory';
import en from './en.json';
import hi from './hi.json';
import { PersonPicker } from './PersonPicker';
import { TroubleOrProposal } from './Proposing';
import { useSaving } from './useSaving';

const t = words({ hi, en });

interface Props {
  /** The one that is known; the other is looked for. */
  post?: Post;
  person?: Person;
  onClose: () => void;
}

/** Give a person charge of a post. */
export function ChargeForm({ post, person, onClose }: Props) {
  const [personId, setPersonId] = useState(person?.id ?? null);
  const [postId, setPostId] = useState(post?.id ?? null);
  const [kind, setKind] = useState<Charge['kind']>('substantive');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const saving = useSaving(
    () => view(api.POST('/admin/charges', { body: bodyOf() })),
    onClose,
    t('charge_given'),
  );

  function bodyOf() {
    const held_from = momentOf(from);
    const held_until = momentOf(until);
    const dates = { ...(held_from ? { held_from } : {}), ...(held_until ? { held_until } : {}) };
    return { person_id: personId ?? '', post_id: postId ?? '', kind, ...dates };
  }

  return (
    <Dialog title={t('give_charge')} onClose={onClose}>
      <form onSubmit={saving.run}>
        {person ? (
          <p>
            {t('person')}: <strong>{either(person.name_hi, person.name_en)}</strong>
          </p>
        ) : (
          <PersonPicker onPick={(found) => setPersonId(found?.id ?? null)} />
        )}
        {post ? (
          <p>
            {t('post')}: <strong>{either(post.designation_hi, post.designation_en)}</strong>
          </p>
        ) : (
          <PostPicker label={t('post')} onPick={(desk) => setPostId(desk?.post_id ?? null)} />
        )}
        <Choice
          label={t('charge_kind')}
          hint={t(`charge_hint_${kind}`)}
          value={kind}
          options={CHARGE_KINDS.map((each) => [each, t(`charge_${each}`)])}
          onPick={(each) => setKind(each as Charge['kind'])}
        />
        <Text label={t('held_from')} hint={t('held_from_hint')} type="datetime-local" value={from} error={saving.error('held_from')} onInput={setFrom} />
        <Text label={t('held_until')} hint={t('held_until_hint')} type="datetime-local" value={until} error={saving.error('held_until')} onInput={setUntil} />
        <TroubleOrProposal error={saving.trouble} act={{ assume_charge: bodyOf() }} done={onClose} />
        <div class="actions">
          <button class="main" disabled={saving.busy || !personId || !postId}>
            {t('give_charge')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
