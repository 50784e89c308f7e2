import type { ComponentProps } from 'preact';
import { words } from '../../i18n';
import { HindiText } from '../../parts/editor/HindiText';
import { isMarked } from '../../parts/marked/grammar';
import { Marked } from '../../parts/marked/Marked';
import en from './en.json';
import hi from './hi.json';
import { paragraphsOf } from './paragraphs';

const t = words({ hi, en });

type Props = Omit<ComponentProps<typeof HindiText>, 'marked'> & {
  /** What stands before each paragraph, counted from 0. */
  number: (at: number) => string;
};

/** Where the paragraphs of a note are written; once they have emphasis, lists or tables, also as they will be printed. */
export function NoteText({ number, ...rest }: Props) {
  const paragraphs = paragraphsOf(rest.value);
  return (
    <>
      <HindiText {...rest} marked />
      {paragraphs.some(isMarked) && (
        <section class="as-printed" aria-label={t('as_printed')}>
          <p class="soft">{t('as_printed')}</p>
          {paragraphs.map((text, at) => (
            <div key={at} class="paragraph">
              <span class="paragraph-number">{number(at)}</span>
              <div>
                <Marked text={text} />
              </div>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
