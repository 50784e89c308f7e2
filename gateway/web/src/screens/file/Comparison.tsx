import { useMemo, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { number as count, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { postName } from '../../parts/office/who';
import { type Stretch, compare, isSame } from './compare';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Version = Schemas['DraftVersionView'];

const PARTS = ['subject', 'reference', 'addressees', 'body', 'copy_to'] as const;
type Part = (typeof PARTS)[number];

/** Two versions side by side; what was taken out is struck through, what was put in is underlined. */
export function Comparison({ versions }: { versions: Version[] }) {
  const [before, setBefore] = useState(versions.length - 2);
  const [after, setAfter] = useState(versions.length - 1);
  const old = versions[before];
  const fresh = versions[after];
  const parts = useMemo(() => (old && fresh ? changesOf(old, fresh) : []), [old, fresh]);
  if (!old || !fresh) return null;
  return (
    <section class="comparison" aria-labelledby="comparison-heading">
      <h3 id="comparison-heading">{t('comparison')}</h3>
      <div class="actions">
        <Choice label={t('older')} versions={versions} chosen={before} onChoose={setBefore} />
        <Choice label={t('newer')} versions={versions} chosen={after} onChoose={setAfter} />
      </div>
      <p class="soft">
        <del>{t('removed')}</del> · <ins>{t('added')}</ins>
      </p>
      {parts.length === 0 && <p role="status">{t('no_difference')}</p>}
      {parts.map(({ part, stretches }) => (
        <div key={part} class="compared">
          <h4>{t(`part_${part}`)}</h4>
          <Side label={t('version_of', { version: count(old.number), post: postName(old.revised_by.post) })} stretches={stretches} without="added" />
          <Side label={t('version_of', { version: count(fresh.number), post: postName(fresh.revised_by.post) })} stretches={stretches} without="removed" />
        </div>
      ))}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  versions: Version[];
  chosen: number;
  onChoose: (at: number) => void;
}

function Choice({ label, versions, chosen, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} value={chosen} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
          {versions.map((version, at) => (
            <option key={version.number} value={at}>
              {t('version_of', { version: count(version.number), post: postName(version.revised_by.post) })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Side({ label, stretches, without }: { label: string; stretches: Stretch[]; without: Stretch['kind'] }) {
  return (
    <div class="side">
      <p class="soft">{label}</p>
      <p class="as-written">
        {stretches
          .filter(({ kind }) => kind !== without)
          .map(({ kind, text }, at) => (
            <Marked key={at} kind={kind} text={text} />
          ))}
      </p>
    </div>
  );
}

/** Screen readers pass over del and ins, so what they mean is also said. */
function Marked({ kind, text }: Stretch) {
  if (kind === 'same') return <>{text}</>;
  const Mark = kind === 'removed' ? 'del' : 'ins';
  return (
    <Mark>
      <span class="hidden-text"> {t(kind)}: </span>
      {text}
    </Mark>
  );
}

/** The parts of a letter in which the two differ. */
export function changesOf(old: Version, fresh: Version): { part: Part; stretches: Stretch[] }[] {
  return PARTS.map((part) => ({ part, stretches: compare(textOf(old, part), textOf(fresh, part)) })).filter(
    ({ stretches }) => !isSame(stretches),
  );
}

function textOf(version: Version, part: Part): string {
  switch (part) {
    case 'addressees':
      return version.addressees.map(({ name, address }) => [name, address].filter(Boolean).join('\n')).join('\n\n');
    case 'body':
      return version.body.join('\n\n');
    case 'copy_to':
      return version.copy_to.join('\n');
    default:
      return version[part];
  }
}
