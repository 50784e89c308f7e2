import { useEffect } from 'preact/hooks';
import { api, view } from '../../../api/client';
import { number, words } from '../../../i18n';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { useView } from '../../../store/views';
import '../diarise.css';
import letterEn from '../en.json';
import letterHi from '../hi.json';
import { Slip } from '../Slip';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const ofLetter = words({ hi: letterHi, en: letterEn });

interface Props {
  receipts: { id: string; number: string }[];
  onClose: () => void;
}

/** The slips of all letters of the bag, in their order, to be printed together. */
export function Slips({ receipts, onClose }: Props) {
  useEffect(() => {
    document.title = ofLetter('slip_heading');
  }, []);
  return (
    <>
      <h1 class="no-print">{ofLetter('slip_heading')}</h1>
      <p class="actions no-print">
        <button type="button" class="main" autofocus onClick={() => window.print()}>
          {t('slips', { count: number(receipts.length) })}
        </button>
        <button type="button" onClick={onClose}>
          {t('back')}
        </button>
      </p>
      {receipts.map(({ id }) => (
        <One key={id} id={id} />
      ))}
    </>
  );
}

function One({ id }: { id: string }) {
  const receipt = useView(`receipt:${id}`, () =>
    view(api.GET('/receipts/{receipt_id}', { params: { path: { receipt_id: id } } })),
  ).value;
  if (!receipt.value) return receipt.error ? <Trouble error={receipt.error} again={receipt.reload} /> : <Waiting />;
  return <Slip receipt={receipt.value} />;
}
