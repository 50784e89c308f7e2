import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { words } from '../../i18n';
import en from './en.json';
import { type Item, type Line, type Points, type Table, blocksOf } from './grammar';
import hi from './hi.json';
import './marked.css';

const t = words({ hi, en });

/** What stands for a stretch of text: itself, or with links in it. */
export type Leaf = (text: string) => ComponentChildren;

interface Props {
  text: string;
  leaf?: Leaf;
}

/** The text of a paragraph with its emphasis, lists and tables. What is typed becomes text, never elements of the page. */
export function Marked({ text, leaf = (each) => each }: Props) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <>
      {blocks.map((block, at) => {
        if (block.kind === 'list') return <List key={at} list={block} leaf={leaf} />;
        if (block.kind === 'table') return <Drawn key={at} table={block} leaf={leaf} />;
        return (
          <p key={at} class="as-written">
            <Typed lines={block.lines} leaf={leaf} />
          </p>
        );
      })}
    </>
  );
}

/** Lines one below the other. */
function Typed({ lines, leaf }: { lines: readonly Line[]; leaf: Leaf }) {
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 && '\n'}
          <Runs line={line} leaf={leaf} />
        </>
      ))}
    </>
  );
}

function Runs({ line, leaf }: { line: Line; leaf: Leaf }) {
  return (
    <>
      {line.map(({ text, bold, underlined }) => {
        const inner = underlined ? <u>{leaf(text)}</u> : leaf(text);
        return bold ? <strong>{inner}</strong> : inner;
      })}
    </>
  );
}

/** The marker is the one that was typed: a note may say "as in (3)". */
function List({ list, leaf }: { list: Points; leaf: Leaf }) {
  const Kind = list.ordered ? 'ol' : 'ul';
  return (
    // Without its role a list that shows no markers of the browser's is no list for some screen readers.
    <Kind class="points" role="list">
      {list.items.map((item, at) => (
        <Point key={at} item={item} leaf={leaf} />
      ))}
    </Kind>
  );
}

function Point({ item, leaf }: { item: Item; leaf: Leaf }) {
  return (
    <li>
      <span class="marker">{item.marker}</span>{' '}
      <div>
        <p class="as-written">
          <Typed lines={item.lines} leaf={leaf} />
        </p>
        {item.below.map((below, at) => (
          <List key={at} list={below} leaf={leaf} />
        ))}
      </div>
    </li>
  );
}

/** Wider than the window, it is moved by itself; also by the arrow keys. */
function Drawn({ table: { head, numeric, rows }, leaf }: { table: Table; leaf: Leaf }) {
  const side = (at: number) => (numeric[at] ? 'count' : undefined);
  return (
    <div class="scroll drawn" tabIndex={0} role="region" aria-label={t('table', { columns: head.length, rows: rows.length })}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col" class={side(at)}>
                <Runs line={cell} leaf={leaf} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, at) => (
                <td key={at} class={side(at)}>
                  <Runs line={cell} leaf={leaf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
