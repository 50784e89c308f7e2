import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { moment, words } from '../i18n';
import en from './en.json';
import hi from './hi.json';
import { isRunning, keptFiles, read, unpin } from './kept';

const t = words({ hi, en });

/** The files that can be worked on without a line. */
export function KeptList() {
  useEffect(() => void read(), []);
  const files = [...keptFiles.value.values()].filter(isRunning).sort((one, other) => other.keptAt - one.keptAt);
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{t('heading')}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('until')}</th>
              <th scope="col">{t('pages')}</th>
              <th scope="col">
                <span class="hidden-text">{t('give_back')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.fileId}>
                <td>{file.number}</td>
                <td>
                  <Link href={`/files/${file.fileId}`}>{file.subject}</Link>
                </td>
                <td>{moment(file.lease?.expiresAt)}</td>
                <td>{t(file.pinned && file.whole ? 'pages_all' : 'pages_seen')}</td>
                <td>
                  <button
                    type="button"
                    aria-label={t('give_back_one', { number: file.number })}
                    onClick={() => void unpin(file.fileId)}
                  >
                    {t('give_back')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
