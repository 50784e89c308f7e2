import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, number, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { useProcedure } from '../../parts/procedure';
import { pathOf } from '../../parts/subjects/tree';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { type Branch, type Count, type Shown, type Step, branchesOf, byLetter, matching, openable, shownOf, stepOf } from './browse';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const nameOf = ({ name_hi, name_en }: Branch) => either(name_hi, name_en);

interface Props {
  /** Code of the head by which the search is narrowed; empty for none. */
  chosen: string;
  onChoose: (code: string) => void;
}

/** The subject tree, folded up until somebody wants it: only then is counted. */
export function Subjects({ chosen, onChoose }: Props) {
  const [wanted, setWanted] = useState(chosen !== '');
  return (
    <details class="subject-browser" open={wanted} onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary>{t('browse')}</summary>
      {wanted && <Counted chosen={chosen} onChoose={onChoose} />}
    </details>
  );
}

function Counted(props: Props) {
  const procedure = useProcedure();
  const counts = useView('subject-counts', async () => (await view(api.GET('/subject-counts'))).items).value;
  const heads = procedure.value?.subjects;
  const branches = useMemo(() => branchesOf(heads ?? [], counts.value ?? NONE), [heads, counts.value]);
  if (!heads) return procedure.error ? <Trouble error={procedure.error} again={procedure.reload} /> : <Waiting />;
  if (branches.length === 0) return <p>{t('no_heads')}</p>;
  return (
    <>
      {props.chosen && (
        <p class="actions">
          <span>{t('narrowed_to', { path: pathOf(props.chosen, heads) || props.chosen })}</span>
          <button type="button" onClick={() => props.onChoose('')}>
            {t('clear_subject')}
          </button>
        </p>
      )}
      <Trouble error={counts.value ? null : counts.error} again={counts.reload} />
      <Tree branches={branches} isCounted={counts.value !== null} {...props} />
    </>
  );
}

const NONE: readonly Count[] = [];

/** One row of it takes the focus by Tab; within it arrows go. */
function Tree({ branches, isCounted, chosen, onChoose }: Props & { branches: Branch[]; isCounted: boolean }) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => matching(branches, typed), [branches, typed]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(aboveOf(branches, chosen) ?? []));
  // Whatever is looked for is seen at once, however deep it lies.
  const open = typed.trim() ? new Set(openable(found)) : opened;
  const rows = shownOf(found, open);
  const [at, setAt] = useState(chosen);
  const here = rows.some(({ branch }) => branch.code === at) ? at : (rows[0]?.branch.code ?? '');
  const box = useRef<HTMLUListElement>(null);
  const moved = useRef(false);

  useEffect(() => {
    if (moved.current) box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    moved.current = false;
  }, [here]);

  function toggle(code: string, wide: boolean): void {
    const next = new Set(open);
    if (wide) next.add(code);
    else next.delete(code);
    setTyped('');
    setOpened(next);
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = stepOf(event.key, rows, here, open) ?? lettered(event.key, rows, here);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.go && step.go !== here) {
      moved.current = true;
      setAt(step.go);
    }
    if (step.open) toggle(step.open, true);
    if (step.close) toggle(step.close, false);
    if (step.choose) onChoose(step.choose);
  }

  return (
    <>
      <Field label={t('find_head')} hint={t('tree_hint')}>
        {(attributes) => <input {...attributes} type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />}
      </Field>
      {rows.length === 0 && <p role="status">{t('no_such_head')}</p>}
      <ul ref={box} class="subject-tree" role="tree" aria-label={t('browse')} onKeyDown={press}>
        {rows.map((row) => (
          <Row
            key={row.branch.code}
            row={row}
            isOpen={open.has(row.branch.code)}
            isCounted={isCounted}
            isHere={row.branch.code === here}
            isChosen={row.branch.code === chosen}
            onToggle={() => toggle(row.branch.code, !open.has(row.branch.code))}
            onChoose={() => {
              setAt(row.branch.code);
              onChoose(row.branch.code);
            }}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  row: Shown;
  isOpen: boolean;
  isCounted: boolean;
  isHere: boolean;
  isChosen: boolean;
  onToggle: () => void;
  onChoose: () => void;
}

function Row({ row: { branch, level, place, of }, isOpen, isCounted, isHere, isChosen, onToggle, onChoose }: RowProps) {
  const hasBelow = branch.below.length > 0;
  return (
    <li
      role="treeitem"
      tabIndex={isHere ? 0 : -1}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={isChosen}
      {...(hasBelow ? { 'aria-expanded': isOpen } : {})}
      style={{ paddingInlineStart: `${(level - 1) * 1.5}rem` }}
      onClick={onChoose}
    >
      {/* For the pointer alone: the keyboard opens by arrows, and a screen reader hears of it by aria-expanded. */}
      <span
        class="twist"
        aria-hidden="true"
        onClick={(event) => {
          if (!hasBelow) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {hasBelow ? (isOpen ? '▾' : '▸') : ''}
      </span>
      <span>
        {nameOf(branch)} {branch.earlier && <span class="badge">{t('earlier_head')}</span>}{' '}
        {isCounted && <span class="soft">{t('counted', { files: number(branch.files), receipts: number(branch.receipts) })}</span>}
      </span>
    </li>
  );
}

function lettered(key: string, rows: readonly Shown[], here: string): Step | null {
  if (key.length !== 1 || !/[\p{L}\p{N}]/u.test(key)) return null;
  const found = byLetter(key, rows, here, nameOf);
  return found === null ? null : { go: found };
}

/** Heads above one, which have to be open for it to be seen. */
function aboveOf(branches: readonly Branch[], code: string): string[] | null {
  for (const branch of branches) {
    if (branch.code === code) return [];
    const deeper = aboveOf(branch.below, code);
    if (deeper) return [branch.code, ...deeper];
  }
  return null;
}
