import { useState } from 'preact/hooks';
import { number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { documentOf } from '../../store/pages';
import type { Seen } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import type { Side } from './index';
import { Noting } from './Noting';
import { Papers } from './Papers';
import { usePlaces } from './places';
import type { Backlinks } from './references';
import { Split } from './Split';
import type { Consultation, Decision, FileView, NoteView, Paper } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  notes: Seen<NoteView[]>;
  papers: Seen<Paper[]>;
  consultations: Seen<Consultation[]>;
  decisions: readonly Decision[];
  links: Backlinks;
  side: Side;
  onSide: (side: Side) => void;
}

/** Both sides of the file: beside each other where there is room, else one at a time. */
export function Sheet({ file, notes, papers, consultations, decisions, links, side, onSide }: Props) {
  const [opened, setOpened] = useState<Paper | null>(null);
  return (
    <>
      <div class="sides-switch" role="group" aria-label={t('side_shown')}>
        <button type="button" aria-pressed={side === 'notes'} onClick={() => onSide('notes')}>
          {t('noting_side')} ({count(file.note_count)})
        </button>
        <button type="button" aria-pressed={side === 'papers'} onClick={() => onSide('papers')}>
          {t('papers_side')} ({count(file.page_count)})
        </button>
      </div>
      <Back />
      <Split
        side={side}
        notes={
          <Noting
            file={file}
            notes={notes}
            papers={papers.value ?? []}
            consultations={consultations}
            decisions={decisions}
            links={links}
          />
        }
        papers={<Papers file={file} papers={papers} links={links} onOpen={setOpened} />}
      />
      {opened?.document_id && (
        <DocumentDialog
          title={opened.title}
          fileName={`${file.number}-${opened.serial}.pdf`.replaceAll('/', '_')}
          load={() => documentOf({ kind: 'file', id: file.id }, opened.document_id ?? '', opened.document_version ?? 1)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** To where the last reference was followed from. */
function Back() {
  const { origin, back } = usePlaces();
  useKeys(origin ? { B: { label: t('back_to', { place: t('reference') }), run: back } } : {});
  if (!origin) return null;
  const place = t(`place_${origin.target}`, { number: count(origin.number) });
  return (
    <button type="button" class="back" aria-keyshortcuts="B" onClick={back}>
      <span aria-hidden="true">↩</span> {t('back_to', { place })}
    </button>
  );
}
