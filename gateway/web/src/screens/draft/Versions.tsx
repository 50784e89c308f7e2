import { moment, words } from '../../i18n';
import { personName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Comparison } from '../file/Comparison';
import '../file/file.css';
import { useLoaded, versionsOf } from '../file/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Who wrote what: each saved version stays, and any two can be laid side by side. */
export function Versions({ draftId }: { draftId: string }) {
  const versions = useLoaded(versionsOf(draftId));
  if (!versions.value) return <Trouble error={versions.error} again={() => void versions.reload()} />;
  const all = [...versions.value].sort((one, other) => one.number - other.number);
  return (
    <section class="card" aria-labelledby="versions-heading">
      <h2 id="versions-heading">{t('versions')}</h2>
      <ol class="versions">
        {all.map((version) => (
          <li key={version.number} value={version.number}>
            {personName(version.revised_by.person)}, {signingPost(version.revised_by)} ·{' '}
            <time dateTime={version.revised_at}>{moment(version.revised_at)}</time>
          </li>
        ))}
      </ol>
      {all.length > 1 && <Comparison key={all.length} versions={all} />}
    </section>
  );
}
