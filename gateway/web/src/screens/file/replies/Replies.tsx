import { words } from '../../../i18n';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { type FileView, repliesOf, useLoaded } from '../views';
import en from './en.json';
import hi from './hi.json';
import { MatrixOf } from './MatrixOf';
import './replies.css';

const t = words({ hi, en });

/** What the addressees of the file's issued letters have answered. */
export default function Replies({ file }: { file: FileView }) {
  const seen = useLoaded(repliesOf(file.id));
  if (!seen.value) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  if (seen.value.length === 0) return null;
  const matrices = seen.value;
  return (
    <section class="replies" aria-labelledby="replies-heading">
      <h2 id="replies-heading">{t('heading')}</h2>
      {matrices.map((matrix) => (
        <MatrixOf key={matrix.letter_id} file={file} matrix={matrix} matrices={matrices} />
      ))}
    </section>
  );
}
