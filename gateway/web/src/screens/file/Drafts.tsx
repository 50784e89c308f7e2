import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { moment, number as count, words } from '../../i18n';
import { Marked } from '../../parts/marked/Marked';
import { personName, postName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import type { Seen } from '../../store/views';
import { Comparison } from './Comparison';
import en from './en.json';
import hi from './hi.json';
import { type DraftView, may, useLoaded, versionsOf } from './views';

const t = words({ hi, en });

/** The drafts of a file; of the one chosen, its text, its versions, and what a revision changed. */
export function Drafts({ drafts }: { drafts: Seen<DraftView[]> }) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (!drafts.value) {
    return drafts.error ? <Trouble error={drafts.error} again={() => void drafts.reload()} /> : <Waiting />;
  }
  const open = drafts.value.find((each) => each.state === 'draft');
  const draft = drafts.value.find((each) => each.id === chosen) ?? open ?? drafts.value.at(-1);
  return (
    <>
      {!draft && <p class="soft">{t('no_drafts')}</p>}
      {drafts.value.length > 1 && (
        <ul class="draft-list">
          {drafts.value.map((each) => (
            <li key={each.id}>
              <button type="button" class="plain" aria-pressed={each.id === draft?.id} onClick={() => setChosen(each.id)}>
                {each.subject} <span class="badge">{t(`draft_${each.state}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft && <DraftText key={draft.id} draft={draft} />}
    </>
  );
}

function DraftText({ draft }: { draft: DraftView }) {
  return (
    <article class="card draft" aria-labelledby="draft-subject">
      <h2 id="draft-subject">{draft.subject}</h2>
      <p class="soft">
        {t(`form_${draft.form}`)} · <span class="badge">{t(`draft_${draft.state}`)}</span> ·{' '}
        {t('version_by', {
          version: count(draft.number),
          name: personName(draft.revised_by.person),
          post: signingPost(draft.revised_by),
          at: moment(draft.revised_at),
        })}
      </p>
      <div class="actions">
        <Link class="button" href={`/drafts/${draft.id}`}>
          {t(may(draft, 'revise_draft') ? 'edit_draft' : 'open_draft')}
        </Link>
        {draft.letter_id && (
          <Link class="button" href={`/letters/${draft.letter_id}`}>
            {t('open_letter')}
          </Link>
        )}
      </div>
      <div class="draft-text" lang={draft.language}>
        <p class="as-written">{draft.addressees.map(({ name, address }) => [name, address].filter(Boolean).join('\n')).join('\n\n')}</p>
        {draft.reference && <p>{draft.reference}</p>}
        {draft.body.map((paragraph, at) =>
          draft.marked ? (
            <Marked key={at} text={paragraph} />
          ) : (
            <p key={at} class="as-written">
              {paragraph}
            </p>
          ),
        )}
        {draft.copy_to.length > 0 && (
          <>
            <p>{t('copy_to')}</p>
            <ol>
              {draft.copy_to.map((copy) => (
                <li key={copy}>{copy}</li>
              ))}
            </ol>
          </>
        )}
      </div>
      <Versions draftId={draft.id} />
    </article>
  );
}

function Versions({ draftId }: { draftId: string }) {
  const versions = useLoaded(versionsOf(draftId));
  if (!versions.value) return versions.error ? <Trouble error={versions.error} again={() => void versions.reload()} /> : <Waiting />;
  const all = [...versions.value].sort((one, other) => one.number - other.number);
  return (
    <section aria-labelledby="versions-heading">
      <h3 id="versions-heading">{t('versions')}</h3>
      <ol class="versions">
        {all.map((version) => (
          <li key={version.number} value={version.number}>
            {personName(version.revised_by.person)}, {postName(version.revised_by.post)} ·{' '}
            <time dateTime={version.revised_at}>{moment(version.revised_at)}</time>
          </li>
        ))}
      </ol>
      {all.length > 1 && <Comparison versions={all} />}
    </section>
  );
}
