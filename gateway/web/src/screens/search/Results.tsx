import { Link } from 'wouter-preact';
import { day, words } from '../../i18n';
import { Marks, postName } from '../../parts/office/who';
import en from './en.json';
import type { Hit } from './here';
import hi from './hi.json';

const t = words({ hi, en });

/** What was found: number and subject, where it lies, and the words around the hit. */
export function Results({ hits }: { hits: Hit[] }) {
  return (
    <ol class="hits" aria-label={t('results')}>
      {hits.map((hit) => (
        <li key={hit.id} class="hit">
          <Link href={`/${hit.kind}s/${hit.id}`}>
            <span class={hit.cancelled ? 'number cancelled' : 'number'}>{hit.number}</span> {isOfSubject(hit) ? <Parts of={hit.snippet} /> : hit.subject}
          </Link>
          <p class="soft">
            <span class="badge">{t(hit.kind)}</span> <Marks of={hit} />
            {hit.state === 'closed' && <span class="badge">{t(hit.cancelled ? 'cancelled' : 'closed')}</span>} {facts(hit)}
          </p>
          {!isOfSubject(hit) && <Snippet hit={hit} />}
        </li>
      ))}
    </ol>
  );
}

function facts(hit: Hit): string {
  const holder = hit.holder ? postName(hit.holder) : '';
  return [hit.sender, holder, day(hit.made_at), how(hit)].filter(Boolean).join(' · ');
}

/** What is worth saying: that the words themselves stand there goes without. */
function how({ found_by }: Hit): string {
  switch (found_by) {
    case 'number':
    case 'yellow_note':
    case 'beginning':
    case 'sound':
    case 'likeness':
      return t(`by_${found_by}`);
    default:
      return '';
  }
}

function Snippet({ hit }: { hit: Hit }) {
  const { snippet } = hit;
  if (!snippet) return null;
  return (
    <p class="snippet">
      <span class="soft">{place(snippet)}: </span>
      <Parts of={snippet} />
    </p>
  );
}

function Parts({ of }: { of: Hit['snippet'] }) {
  return <>{of?.parts.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : part.text))}</>;
}

/** The whole subject, which stands there anyway: it is marked in its place. */
function isOfSubject({ snippet, subject }: Hit): boolean {
  return snippet?.found_in === 'subject' && snippet.parts.map(({ text }) => text).join('') === subject;
}

function place({ found_in, paragraph, page }: NonNullable<Hit['snippet']>): string {
  if (found_in === 'note' && paragraph) return t('in_note_paragraph', { paragraph });
  if (found_in === 'paper' && page) return t('in_paper_page', { page });
  switch (found_in) {
    case 'number':
    case 'subject':
    case 'sender':
    case 'note':
    case 'yellow_note':
    case 'opinion':
    case 'question':
    case 'paper':
      return t(`in_${found_in}`);
    default:
      return t('in_subject');
  }
}
