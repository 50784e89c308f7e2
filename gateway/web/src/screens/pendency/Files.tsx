import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { duration, either, since, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import type { Bucket } from './table';

const t = words({ hi, en });

/** A cell of the table: one desk, one age or all. */
export interface Cell {
  postId: string;
  desk: string;
  bucket: Bucket | null;
}

interface Props {
  cell: Cell;
  /** The moment of the past at which they lay there; null is now. */
  asOf: string | null;
  /** On a wall everybody in the room reads them. */
  subjects: boolean;
  onClose: () => void;
}

/** The files behind a count. */
export function Files({ cell, asOf, subjects, onClose }: Props) {
  const [items, setItems] = useState<Schemas['DeskItemView'][] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);

  function load(cursor: string | null): void {
    const query = { ...(asOf && { as_of: asOf }), ...(cell.bucket && { bucket: cell.bucket }), ...(cursor && { cursor }), limit: 100 };
    view(api.GET('/pendency/{post_id}/files', { params: { path: { post_id: cell.postId }, query } })).then((page) => {
      setItems((before) => [...(cursor ? (before ?? []) : []), ...page.items]);
      setNext(page.next ?? null);
    }, setTrouble);
  }
  useEffect(() => load(null), [cell]);

  return (
    <Dialog title={`${cell.desk} · ${cell.bucket ? t(cell.bucket) : t('all_ages')}`} onClose={onClose} wide>
      <Trouble error={trouble} />
      {!items && !trouble && <Waiting />}
      {items && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              {subjects && <th scope="col">{t('subject')}</th>}
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('since')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td>
                  <Link href={`/${item.kind}s/${item.id}`}>{item.number}</Link>
                </td>
                {subjects && <td>{item.subject}</td>}
                <td>{item.from_post && either(item.from_post.designation_hi, item.from_post.designation_en)}</td>
                <td>{duration(since(item.arrived_at, asOf ? Date.parse(asOf) : Date.now()))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <button type="button" onClick={() => load(next)}>
          {t('more')}
        </button>
      )}
    </Dialog>
  );
}
