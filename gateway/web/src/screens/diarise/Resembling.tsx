import { useEffect, useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { day, words } from '../../i18n';
import { postName } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
/** Milliseconds without a keystroke before it is asked. */
const PAUSE = 400;

type Found = Schemas['ResemblingReceiptView'];

interface Props {
  senderName: string;
  letterNumber: string;
}

/** Letters that may be this one, diarised before. It is said and stops nobody: the same sender may well write again. */
export function Resembling({ senderName, letterNumber }: Props) {
  const found = useResembling(senderName.trim(), letterNumber.trim());
  return (
    <div role="status">
      {found.length > 0 && (
        <div class="notice">
          <p>{t(found.some(({ reason }) => reason === 'letter_number') ? 'resembling_number' : 'resembling_sender')}</p>
          <ul>
            {found.map((each) => (
              <li key={each.id}>
                {/* In a tab of its own: what is being written here stays as it is. */}
                <a href={`/receipts/${each.id}`} target="_blank" rel="noopener">
                  {each.diary_number}
                </a>{' '}
                {each.subject}{' '}
                <span class="soft">
                  {each.letter_number && `${each.letter_number} · `}
                  {day(each.received_on)} · {postName(each.holder)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Nothing where there is no line: it is a help, and the letter is diarised without it. */
function useResembling(sender_name: string, letter_number: string): Found[] {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    let isWanted = true;
    setFound([]);
    if (sender_name.length < 3 && !letter_number) return undefined;
    const timer = setTimeout(() => {
      view(api.GET('/receipts/resembling', { params: { query: { sender_name, letter_number } } })).then(
        ({ items }) => isWanted && setFound(items),
        () => undefined,
      );
    }, PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [sender_name, letter_number]);
  return found;
}
