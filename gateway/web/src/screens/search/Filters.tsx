import type { ComponentChildren } from 'preact';
import { either, today, words } from '../../i18n';
import { useOffices, useUnits } from '../../parts/office/places';
import { LABELS, labelName } from '../../parts/office/who';
import { type Asked, KINDS, STATES } from './asked';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
/** So many years back; older ones are found without the filter. */
const YEARS = 12;

interface Props {
  asked: Asked;
  ask: (change: Partial<Asked>) => void;
}

/** What narrows the search. */
export function Filters({ asked, ask }: Props) {
  const year = Number(today().slice(0, 4));
  return (
    <div class="search-filters">
      <Choice label={t('kind')} value={asked.kind} all={t('all_kinds')} onChange={(kind) => ask({ kind })}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(kind)}
          </option>
        ))}
      </Choice>
      <Choice label={t('state')} value={asked.state} all={t('all_states')} onChange={(state) => ask({ state })}>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(state)}
          </option>
        ))}
      </Choice>
      <Choice label={t('year')} value={asked.year} all={t('all_years')} onChange={(chosen) => ask({ year: chosen })}>
        {Array.from({ length: YEARS }, (_, back) => String(year - back)).map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Choice>
      <Choice label={t('label')} value={asked.label} all={t('all_labels')} onChange={(label) => ask({ label })}>
        {LABELS.map((label) => (
          <option key={label} value={label}>
            {labelName(label)}
          </option>
        ))}
      </Choice>
      <Offices asked={asked} ask={ask} />
      {asked.office && <Sections key={asked.office} asked={asked} ask={ask} />}
    </div>
  );
}

function Offices({ asked, ask }: Props) {
  const offices = useOffices().value;
  return (
    <Choice
      label={t('office')}
      value={asked.office}
      all={t('all_offices')}
      onChange={(office) => ask({ office, section: '' })}
    >
      {offices?.map((office) => (
        <option key={office.id} value={office.id}>
          {either(office.name_hi, office.name_en)}
        </option>
      ))}
    </Choice>
  );
}

function Sections({ asked, ask }: Props) {
  const sections = useUnits(asked.office).value;
  return (
    <Choice label={t('section')} value={asked.section} all={t('all_sections')} onChange={(section) => ask({ section })}>
      {sections?.map((section) => (
        <option key={section.id} value={section.id}>
          {either(section.name_hi, section.name_en)}
        </option>
      ))}
    </Choice>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  all: string;
  onChange: (value: string) => void;
  children: ComponentChildren;
}

function Choice({ label, value, all, onChange, children }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{all}</option>
      {children}
    </select>
  );
}
