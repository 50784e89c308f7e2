import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { duration, since, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** What lies on the desk of the acting post. */
export function Desk() {
  const [rows, setRows] = useState<Schemas['DeskItemView'][] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  useEffect(() => {
    view(api.GET('/desk', { params: { query: { limit: 200 } } })).then((page) => setRows(page.items), setTrouble);
  }, []);
  return (
    <>
      <h1>{t('heading')}</h1>
      <Trouble error={trouble} />
      {!rows && !trouble && <Waiting />}
      {rows?.length === 0 && <p>{t('empty')}</p>}
      {rows && rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('held')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{row.number}</td>
                <td>
                  <Link href={`/${row.kind}s/${row.id}`}>{row.subject}</Link>
                </td>
                <td>{duration(since(row.arrived_at))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
