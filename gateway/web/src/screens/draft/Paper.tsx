import { words } from '../../i18n';
import { Marked } from '../../parts/marked/Marked';
import en from './en.json';
import hi from './hi.json';
import { type Writing, textOf } from './writing';

const t = words({ hi, en });
/** What stands on the letter is in its own language, whatever the screen speaks. */
const LETTER = { hi, en };

/** The text as it will run on paper; `marked` where emphasis, lists and tables are read in it. Number, date and letterhead come with the PDF, after approval. */
export function Paper({ of, marked }: { of: Writing; marked: boolean }) {
  const { subject, reference, addressees, body, copy_to } = textOf(of);
  const on = LETTER[of.language];
  return (
    <section class="paper" aria-labelledby="paper-heading">
      <h2 id="paper-heading">{t('paper')}</h2>
      <p class="soft">{t('paper_hint')}</p>
      <div class="sheet" lang={of.language}>
        {addressees.length > 0 && <p>{on.paper_to}</p>}
        {addressees.map((each, at) => (
          <p key={at} class="lines to">
            {[each.name, each.address].filter(Boolean).join('\n')}
          </p>
        ))}
        {subject && (
          <p class="subject">
            {on.paper_subject} {subject}
          </p>
        )}
        {reference && (
          <p>
            {on.paper_reference} {reference}
          </p>
        )}
        {body.map((paragraph, at) =>
          marked ? (
            <Marked key={at} text={paragraph} />
          ) : (
            <p key={at} class="lines">
              {paragraph}
            </p>
          ),
        )}
        {copy_to.length > 0 && (
          <>
            <p>{on.paper_copy_to}</p>
            <ol>
              {copy_to.map((copy, at) => (
                <li key={at}>{copy}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}
