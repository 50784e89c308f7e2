import { useState } from 'preact/hooks';
import { api, view } from '../../../api/client';
import { either, words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { Trouble } from '../../../parts/Trouble';
import { Choice, Pair, SaveButtons } from '../Controls';
import type { Office } from '../directory';
import { useSaving } from '../useSaving';
import { type Calendar, type CalendarEntry, SCOPES, type Scope } from './calendar';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  taken: CalendarEntry[];
  offices: Office[];
  onClose: () => void;
  onSaved: (calendar: Calendar) => void;
}

/** A calendar where there is none yet. */
export function NewCalendar({ taken, offices, onClose, onSaved }: Props) {
  const free = SCOPES.filter((scope) => scope === 'office' || !taken.some((entry) => entry.scope === scope));
  const without = offices.filter((office) => !taken.some((entry) => entry.office_id === office.id));
  const [scope, setScope] = useState<Scope>(free[0] ?? 'office');
  const [officeId, setOfficeId] = useState(without[0]?.id ?? '');
  const [names, setNames] = useState({ name_hi: '', name_en: '' });
  const office = scope === 'office' ? without.find((each) => each.id === officeId) : undefined;
  const named = office ? { name_hi: office.name_hi, name_en: office.name_en } : names;
  const saving = useSaving(
    () => view(api.POST('/admin/calendars', { body: { ...named, scope, ...(office ? { office_id: office.id } : {}) } })),
    (saved) => {
      onClose();
      onSaved(saved);
    },
    t('saved'),
  );
  return (
    <Dialog title={t('new_calendar')} onClose={onClose}>
      <form onSubmit={saving.run}>
        <Choice
          label={t('scope')}
          value={scope}
          options={free.map((each) => [each, t(`scope_${each}`)])}
          onPick={(picked) => setScope(picked as Scope)}
        />
        {scope === 'office' ? (
          <Choice
            label={t('office')}
            value={officeId}
            options={without.map((each) => [each.id, either(each.name_hi, each.name_en)])}
            onPick={setOfficeId}
          />
        ) : (
          <Pair of="name" value={names} onChange={(change) => setNames({ ...names, ...change })} error={saving.error} />
        )}
        <Trouble error={saving.trouble} />
        <SaveButtons busy={saving.busy} />
      </form>
    </Dialog>
  );
}
