import { useState } from 'preact/hooks';
import { type Schemas, Refusal, api, view } from '../../api/client';
import { moment, number, words } from '../../i18n';
import { personName, postName } from '../../parts/office/who';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Block = Schemas['DiaryBlockView'];

const spelt = ({ template }: Block, serial: number) => template.replaceAll('{serial}', String(serial));
const namesOf = (block: Block) => t('range', { first: spelt(block, block.first), last: spelt(block, block.last) });

/** Open blocks of the own desk and those below: one whose PC is lost or works no more is returned from here. */
export function Blocks({ onReturned }: { onReturned: () => void }) {
  const { value, reload } = useView('diary:blocks', () => view(api.GET('/diary/blocks'))).value;
  const [returning, setReturning] = useState<Block | null>(null);
  const open = (value?.items ?? []).filter((block) => block.state === 'open' && block.used.length < block.last - block.first + 1);
  if (open.length === 0) return null;

  async function giveBack(block: Block, reason: string) {
    try {
      const path = { block_id: block.id };
      const done = await view(api.POST('/diary/blocks/{block_id}/return', { params: { path }, body: { reason } }));
      void reload();
      onReturned();
      return { state: 'done', view: done } as const;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { state: 'refused', trouble: error } as const;
    }
  }

  return (
    <section aria-labelledby="open-blocks" class="no-print">
      <h2 id="open-blocks">{t('open_blocks')}</h2>
      <ul>
        {open.map((block) => (
          <li key={block.id}>
            <strong>{namesOf(block)}</strong> · {t('by', { person: personName(block.taken_by.person), post: postName(block.post) })} ·{' '}
            {t('until', { until: moment(block.expires_at) })} · {t('used_of', { used: number(block.used.length), all: number(block.last - block.first + 1) })}{' '}
            <button type="button" onClick={() => setReturning(block)}>
              {t('give_back')}
            </button>
          </li>
        ))}
      </ul>
      {returning && (
        <ReasonDialog
          title={t('give_back')}
          about={namesOf(returning)}
          doLabel={t('give_back')}
          done={t('given_back')}
          send={(reason) => giveBack(returning, reason)}
          onClose={() => setReturning(null)}
        >
          <p class="soft">{t('give_back_hint')}</p>
        </ReasonDialog>
      )}
    </section>
  );
}
