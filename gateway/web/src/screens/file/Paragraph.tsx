import { number as count, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import { type Place, usePlaces } from './places';
import { type Backlinks, anchorOf, piecesOf } from './references';

const t = words({ hi, en });

/** A numbered paragraph of a note; what it refers to is a link. */
export function Paragraph({ number, text, links }: { number: number; text: string; links: Backlinks }) {
  const here: Place = { target: 'para', number };
  return (
    <div class="paragraph" id={anchorOf('para', number)} tabIndex={-1}>
      <span class="paragraph-number">{number}.</span>
      <div>
        <p class="as-written">
          <Linked text={text} from={here} />
        </p>
        <WayBack to={links.get(anchorOf('para', number))} />
      </div>
    </div>
  );
}

/** Text with its references as links. */
export function Linked({ text, from }: { text: string; from?: Place }) {
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
