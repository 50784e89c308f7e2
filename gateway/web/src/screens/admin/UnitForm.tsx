import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { number, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import { Pair, SaveButtons } from './Controls';
import { type Office, type Unit, headsOf, headsText, seen } from './directory';
import en from './en.json';
import hi from './hi.json';
import { useSaving } from './useSaving';

const t = words({ hi, en });

/** A section with the heads under which it opens files. */
export function UnitForm({ unit, office, onClose }: { unit: Unit | null; office: Office; onClose: () => void }) {
  const [names, setNames] = useState({
    name_hi: unit?.name_hi ?? '',
    name_en: unit?.name_en ?? '',
    abbreviation_hi: unit?.abbreviation_hi ?? '',
    abbreviation_en: unit?.abbreviation_en ?? '',
  });
  const [lines, setLines] = useState(headsText(unit?.heads ?? []));
  const { heads, wrongLine } = headsOf(lines);
  const wrong = wrongLine === null ? undefined : t('heads_wrong', { line: number(wrongLine) });
  const send = (deleted: boolean) =>
    view(
      api.POST('/admin/units', {
        params: seen(unit),
        body: { ...names, heads, deleted, office_id: office.id, ...(unit ? { unit_id: unit.id } : {}) },
      }),
    );
  const saving = useSaving(() => send(false), onClose, t('saved'));
  const removing = useSaving(() => send(true), onClose, t('saved'));
  const change = (part: Record<string, string>) => setNames({ ...names, ...part });
  return (
    <Dialog title={t(unit ? 'edit_unit' : 'new_unit')} onClose={onClose}>
      <form onSubmit={(event) => (wrong ? event.preventDefault() : void saving.run(event))}>
        <Pair of="name" value={names} onChange={change} error={saving.error} />
        <Pair of="abbreviation" value={names} onChange={change} error={saving.error} />
        <Field label={t('heads')} hint={t('heads_hint')} error={wrong ?? saving.error('heads')}>
          {(attributes) => (
            <textarea {...attributes} rows={6} value={lines} onInput={(event) => setLines(event.currentTarget.value)} />
          )}
        </Field>
        <Trouble error={saving.trouble ?? removing.trouble} />
        <SaveButtons busy={saving.busy || removing.busy} onRemove={unit ? () => void removing.run() : undefined} />
      </form>
    </Dialog>
  );
}
