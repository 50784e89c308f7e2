import { number as count, words } from '../../i18n';
import { Marked } from '../../parts/marked/Marked';
import en from './orders/en.json';
import hi from './orders/hi.json';
import { type Place, usePlaces } from './places';
import { type Backlinks, anchorOf, piecesOf } from './references';

const t = words({ hi, en });

interface Props {
  number: number;
  text: string;
  links: Backlinks;
  corrected_by?: readonly number[];
  /** Begins a note that corrects this paragraph. */
  onCorrect?: ((number: number) => void) | undefined;
  /** What it cites is numbered as in another file, so it leads nowhere here. */
  isElsewhere?: boolean;
}

/** A numbered paragraph of a note; what it refers to is a link. */
export function Paragraph({ number, text, links, corrected_by: corrections = [], onCorrect, isElsewhere = false }: Props) {
  const here: Place = { target: 'para', number };
  return (
    <div class="paragraph" id={anchorOf('para', number)} tabIndex={-1}>
      <span class="paragraph-number">{number}.</span>
      <div>
        {isElsewhere ? <Marked text={text} /> : <Said text={text} from={here} />}
        {corrections.length > 0 && (
          <p class="correction">
            <span class="badge warn">{t('corrected')}</span> <Paras label={t('see')} of={corrections} from={here} />
          </p>
        )}
        {onCorrect && (
          <button type="button" class="plain correct no-print" onClick={() => onCorrect(number)}>
            {t('correct')} <span class="hidden-text">{t('place_para', { number: count(number) })}</span>
          </button>
        )}
        <WayBack to={links.get(anchorOf('para', number))} />
      </div>
    </div>
  );
}

/** A paragraph's text as it is printed, with its references as links. */
export function Said({ text, from }: { text: string; from?: Place }) {
  return <Marked text={text} leaf={(each) => <Linked text={each} {...(from ? { from } : {})} />} />;
}

/** Text with its references as links. */
function Linked({ text, from }: { text: string; from?: Place }) {
  const { go } = usePlaces();
  return (
    <>
      {piecesOf(text).map((piece, at) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <a
            key={at}
            href={`#${anchorOf(piece.target, piece.from)}`}
            onClick={(event) => {
              event.preventDefault();
              go({ target: piece.target, number: piece.from }, from);
            }}
          >
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}

/** Links to paragraphs, after a word of what they are. */
export function Paras({ label, of, from }: { label: string; of: readonly number[]; from?: Place }) {
  const { go } = usePlaces();
  return (
    <>
      {label}{' '}
      {of.map((each, at) => (
        <>
          {at > 0 && ', '}
          <a
            key={each}
            href={`#${anchorOf('para', each)}`}
            onClick={(event) => {
              event.preventDefault();
              go({ target: 'para', number: each }, from);
            }}
          >
            {t('place_para', { number: count(each) })}
          </a>
        </>
      ))}
    </>
  );
}

/** Which paragraphs speak of this page, note or paragraph. */
export function WayBack({ to }: { to: readonly number[] | undefined }) {
  const { go } = usePlaces();
  if (!to?.length) return null;
  return (
    <p class="way-back">
      <span class="soft">{t('mentioned_in')}</span>{' '}
      {to.map((each) => (
        <a
          key={each}
          href={`#${anchorOf('para', each)}`}
          onClick={(event) => {
            event.preventDefault();
            go({ target: 'para', number: each });
          }}
        >
          {t('place_para', { number: count(each) })}
        </a>
      ))}
    </p>
  );
}
