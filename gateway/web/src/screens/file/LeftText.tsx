import { useEffect, useState } from 'preact/hooks';
import { Sure, TextButtons } from '../../acts/Refused';
import { words } from '../../i18n';
import { forgetText, keptKeys, keptText } from '../../store/texts';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Left {
  key: string;
  text: string;
}

interface Props {
  fileId: string;
  /** Keys under which something is being written now; they are not left. */
  writing: readonly string[];
}

/** What was written for this file and can no longer be sent, as where the file has left the desk meanwhile. */
export function LeftText({ fileId, writing }: Props) {
  const [left, setLeft] = useState<Left[]>([]);
  const [asking, setAsking] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void leftOf(fileId, writing).then((found) => isShown && setLeft(found));
    return () => {
      isShown = false;
    };
  }, [fileId, writing.join()]);

  async function discard(key: string): Promise<void> {
    await forgetText(key);
    setLeft((before) => before.filter((each) => each.key !== key));
  }

  return (
    <>
      {left.map(({ key, text }) => (
        <article key={key} class="note pending" aria-label={t('left_text')}>
          <p>
            <strong>{t('left_text')}</strong> {t('left_why')}
          </p>
          <p class="as-written">{text}</p>
          <div class="actions">
            <TextButtons text={text} whole={text} />
            <button type="button" class="danger" onClick={() => setAsking(key)}>
              {t('discard')}
            </button>
          </div>
        </article>
      ))}
      {asking && <Sure onYes={() => void discard(asking)} onClose={() => setAsking(null)} />}
    </>
  );
}

async function leftOf(fileId: string, writing: readonly string[]): Promise<Left[]> {
  const keys = (await keptKeys(`note:${fileId}`)).filter((key) => !writing.includes(key));
  const texts = await Promise.all(keys.map(async (key) => ({ key, text: (await keptText<string>(key)) ?? '' })));
  return texts.filter(({ text }) => text.trim() !== '');
}
