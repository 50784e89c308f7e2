import type { Schemas } from '../../api/client';
import { words } from '../../i18n';
import { personName, placeName, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { readersOf, useLoaded } from './views';

const t = words({ hi, en });

/** The posts that can see the file, and why each of them can. */
export function Readers({ fileId }: { fileId: string }) {
  const readers = useLoaded(readersOf(fileId));
  if (!readers.value) {
    return readers.error ? <Trouble error={readers.error} again={() => void readers.reload()} /> : <Waiting />;
  }
  const { items, more } = readers.value;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('readers')}>
      <table>
        <caption>{t('readers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk')}</th>
            <th scope="col">{t('holder')}</th>
            <th scope="col">{t('why')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((reader) => (
            <Reader key={reader.post.post_id} reader={reader} />
          ))}
        </tbody>
      </table>
      <p class="soft">{t(more ? 'readers_more' : 'readers_hint')}</p>
    </div>
  );
}

/** A newer server may know reasons that this client has no words for. */
function reasonName(reason: string): string {
  const key = `reader_${reason}`;
  return t(key in hi ? (key as keyof typeof hi) : 'reader_other');
}

function Reader({ reader }: { reader: Schemas['ReaderView'] }) {
  const { post, person, reason } = reader;
  return (
    <tr>
      <td>
        {postName(post)} <span class="soft">{placeName(post)}</span>
      </td>
      <td>{person ? personName(person) : t('vacant')}</td>
      <td>{reasonName(reason)}</td>
    </tr>
  );
}
