import { useState } from 'preact/hooks';
import { api, view } from '../../../api/client';
import { day as dayOf, either, number, today, words } from '../../../i18n';
import { Field } from '../../../parts/Field';
import type { Procedure } from '../../../parts/procedure';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { useView } from '../../../store/views';
import en from './en.json';
import hi from './hi.json';
import { KINDS, type Kind, type Line, linesOf, unconfirmed } from './rules';

const t = words({ hi, en });

/** The State's rules as they hold on a day, each with what it rests on. They are changed by the operator's command. */
export function Rules() {
  const [on, setOn] = useState(today());
  const asked = on || today();
  const seen = useView(`procedure:${asked}`, () => view(api.GET('/procedure', { params: { query: { day: asked } } }))).value;
  return (
    <section>
      <Field label={t('day')} hint={t('day_hint')}>
        {(attributes) => <input {...attributes} type="date" value={on} onInput={(event) => setOn(event.currentTarget.value)} />}
      </Field>
      {seen.value ? <Pack procedure={seen.value} /> : seen.error ? <Trouble error={seen.error} again={seen.reload} /> : <Waiting />}
    </section>
  );
}

function Pack({ procedure }: { procedure: Procedure }) {
  const { pack } = procedure;
  if (!pack) return <p>{t('no_pack')}</p>;
  const lines = linesOf(procedure);
  const open = unconfirmed(procedure);
  const name = either(pack.name_hi, pack.name_en);
  return (
    <>
      <p>{t('in_use', { name, version: number(pack.version), day: dayOf(pack.loaded_at) })}</p>
      <p class="soft">
        SHA-256 <code>{pack.sha256.slice(0, 16)}…</code>
      </p>
      {open > 0 && <p>{t('unconfirmed_count', { count: number(open) })}</p>}
      {KINDS.map((kind) => (
        <Table key={kind} kind={kind} lines={lines[kind]} procedure={procedure} />
      ))}
    </>
  );
}

function Table({ kind, lines, procedure }: { kind: Kind; lines: Line[]; procedure: Procedure }) {
  return (
    <>
      <h2>{t(kind)}</h2>
      {kind === 'disposals' && <p>{t(procedure.disposal_required ? 'disposal_required' : 'disposal_optional')}</p>}
      {lines.length === 0 ? (
        <p class="soft">{t('none')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t(kind)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('rule')}</th>
                <th scope="col">{t('says')}</th>
                <th scope="col">{t('citation')}</th>
                <th scope="col">{t('valid')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.code}>
                  <th scope="row">{line.name}</th>
                  <td>{line.says}</td>
                  <td>
                    <Citation procedure={procedure} code={line.citation} />
                  </td>
                  <td>{period(line)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Citation({ procedure, code }: { procedure: Procedure; code: string }) {
  const cited = procedure.citations[code];
  if (!cited) return <>{code}</>;
  return (
    <>
      {either(cited.text_hi, cited.text_en)} {!cited.confirmed && <span class="badge warn">{t('unconfirmed')}</span>}
    </>
  );
}

function period({ valid_from, valid_to }: Line): string {
  const first = dayOf(valid_from);
  return valid_to ? t('since_until', { first, last: dayOf(valid_to) }) : t('since', { day: first });
}
