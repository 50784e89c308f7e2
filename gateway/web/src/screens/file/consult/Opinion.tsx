import { moment, number as count, words } from '../../../i18n';
import { personName, signingPost } from '../../../parts/office/who';
import { Said } from '../Paragraph';
import type { Consultation } from './consultations';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** An opinion on the notesheet. Its paragraphs are numbered by themselves: those of the file run past it. */
export function Opinion({ one }: { one: Consultation }) {
  const { opinion } = one;
  if (!opinion) return null;
  const heading = `opinion-${one.number}`;
  return (
    <article class="note opinion" id={heading} tabIndex={-1} aria-labelledby={`${heading}-title`}>
      <h3 id={`${heading}-title`}>{t('opinion_number', { number: count(one.number) })}</h3>
      <p class="as-written soft">
        {t('question_was')} {one.question}
      </p>
      {opinion.paragraphs.map(({ number, text }) => (
        <div class="paragraph" key={number}>
          <span class="paragraph-number">({count(number)})</span>
          <div>
            <Said text={text} />
          </div>
        </div>
      ))}
      <footer class={`signature ${opinion.side}`}>
        <strong>{personName(opinion.author.person)}</strong>
        <span>{signingPost(opinion.author)}</span>
        <time dateTime={opinion.given_at}>{moment(opinion.given_at)}</time>
      </footer>
    </article>
  );
}
