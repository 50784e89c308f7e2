import { useState } from 'preact/hooks';
import longest from '../../api/longest.json';
import { number, words } from '../../i18n';
import { useKeys } from '../../keys';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import en from './en.json';
import hi from './hi.json';
import { letterOf, noteText, senderOf, subjectOf } from './sample';
import { DESKS, type Desk, type Item, type World, forward, note, putInFile } from './world';

const t = words({ hi, en });

interface Props {
  world: World;
  item: Item;
  onAct: (world: World) => void;
  onBack: () => void;
}

/** A sample file or letter: notes on the left, papers on the right, what can be done below. */
export function SampleItem({ world, item, onAct, onBack }: Props) {
  const isFile = item.kind === 'file';
  return (
    <section class="card" aria-labelledby="sample">
      <button type="button" class="plain" onClick={onBack}>
        ← {t('back')}
      </button>
      <h2 id="sample">
        {item.number} · {subjectOf(item)}
      </h2>
      <div class="sheet">
        {isFile && <Notes world={world} item={item} onAct={onAct} />}
        <Papers world={world} item={item} />
      </div>
      {!isFile && <PutInFile world={world} item={item} onAct={onAct} />}
      <Forward world={world} item={item} onAct={onAct} />
    </section>
  );
}

type Part = Omit<Props, 'onBack'>;

function Notes({ world, item, onAct }: Part) {
  const [text, setText] = useState('');
  function write(): void {
    if (!text.trim()) return;
    onAct(note(world, item.id, text));
    setText('');
    tell(t('noted'));
  }
  useKeys({ 'Ctrl+Enter': { label: t('write'), run: write } });
  return (
    <div>
      <h3>{t('notes')}</h3>
      <ol class="notes">
        {item.notes.map((each, at) => (
          <li key={at} value={at + 1}>
            <p>{noteText(each)}</p>
            <p class="soft">— {t(each.by === 'me' ? 'me' : `desk_${each.by}`)}</p>
          </li>
        ))}
      </ol>
      <HindiText label={t('new_note')} value={text} onInput={setText} rows={3} maxLength={longest.remarks} />
      <button type="button" class="main" disabled={!text.trim()} onClick={write}>
        {t('write')} <kbd>Ctrl+Enter</kbd>
      </button>
    </div>
  );
}

function Papers({ world, item }: { world: World; item: Item }) {
  const papers = item.kind === 'receipt' ? [item] : world.items.filter((each) => item.papers.includes(each.id));
  return (
    <div>
      <h3>{t('papers')}</h3>
      {papers.length === 0 && <p class="soft">{t('no_papers')}</p>}
      {papers.map((paper, at) => (
        <article key={paper.id} class="paper">
          <p class="soft">{t('page', { page: number(at + 1) })}</p>
          <p>
            {senderOf(paper)}
            <br />
            <strong>{subjectOf(paper)}</strong>
          </p>
          <p>{letterOf(paper)}</p>
        </article>
      ))}
    </div>
  );
}

function PutInFile({ world, item, onAct }: Part) {
  const files = world.items.filter((each) => each.kind === 'file' && each.holder === 'me');
  const [file, setFile] = useState(files[0]?.id ?? '');
  if (files.length === 0) return null;
  return (
    <div class="actions">
      <label>
        {t('file')}{' '}
        <select value={file} onChange={(event) => setFile(event.currentTarget.value)}>
          {files.map((each) => (
            <option key={each.id} value={each.id}>
              {each.number} · {subjectOf(each)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => onAct(putInFile(world, item.id, file))}>
        {t('put_in_file')}
      </button>
    </div>
  );
}

function Forward({ world, item, onAct }: Part) {
  const desks = DESKS.filter((desk) => world.role !== 'clerk' || desk !== 'clerk');
  const [to, setTo] = useState<Desk>(desks[0] ?? 'section_officer');
  function send(): void {
    onAct(forward(world, item.id, to));
    tell(t('forwarded', { desk: t(`desk_${to}`) }));
  }
  useKeys({ F: { label: t('forward'), run: send } });
  return (
    <div class="actions">
      <label>
        {t('to')}{' '}
        <select value={to} onChange={(event) => setTo(event.currentTarget.value as Desk)}>
          {desks.map((desk) => (
            <option key={desk} value={desk}>
              {t(`desk_${desk}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="main" onClick={send}>
        {t('forward')} <kbd>F</kbd>
      </button>
    </div>
  );
}
