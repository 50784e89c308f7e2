import { Link } from 'wouter-preact';
import { api, view } from '../../api/client';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { One } from '../file/consult/Consultations';
import '../file/consult/consult.css';
import '../file/file.css';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** One consultation by itself: one's own opinion can be read where the file is out of reach again. */
export default function Own({ id }: { id: string }) {
  const one = useView(`consultation:${id}`, () =>
    view(api.GET('/consultations/{consultation_id}', { params: { path: { consultation_id: id } } })),
  ).value;
  if (!one.value) return one.error ? <Trouble error={one.error} again={() => void one.reload()} /> : <Waiting />;
  return (
    <>
      <h1>{one.value.file_number}</h1>
      <p>
        <Link href={`/files/${one.value.file_id}`}>{t('to_file')}</Link>
      </p>
      <One one={one.value} />
    </>
  );
}
