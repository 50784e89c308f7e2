import { useEffect } from 'preact/hooks';
import { api, view } from '../../api/client';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Slip } from './Slip';
import './diarise.css';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** The slip of a receipt that was diarised before, ready to print. */
export default function SlipPage({ id }: { id: string }) {
  const receipt = useView(`receipt/${id}`, () =>
    view(api.GET('/receipts/{receipt_id}', { params: { path: { receipt_id: id } } })),
  ).value;
  useEffect(() => {
    document.title = t('slip_heading');
  }, []);
  if (!receipt.value) return receipt.error ? <Trouble error={receipt.error} again={receipt.reload} /> : <Waiting />;
  return (
    <>
      <h1 class="hidden-text no-print">{t('slip_heading')}</h1>
      <p class="actions no-print">
        <button type="button" class="main" onClick={() => window.print()}>
          {t('print_slip')}
        </button>
      </p>
      <Slip receipt={receipt.value} />
    </>
  );
}
