import { either, words } from '../../i18n';
import { Field } from '../Field';
import type { Procedure } from '../procedure';
import en from './en.json';
import hi from './hi.json';
import './subjects.css';
import { inOrder, pathOf, retentionOf, suggested } from './tree';

const t = words({ hi, en });

interface Props {
  procedure: Procedure | null | undefined;
  /** What the paper is about, in any script: heads are offered by it. */
  about: string;
  /** Empty: none is chosen. */
  value: string;
  onChange: (code: string) => void;
  /** What stands there while none is chosen. */
  open: string;
  required?: boolean;
}

/** The head of the subject tree. Nothing where the State's pack has no tree. */
export function SubjectField({ procedure, about, value, onChange, open, required = false }: Props) {
  const heads = procedure?.subjects ?? [];
  if (procedure && heads.length === 0) return null;
  const kept = procedure && value ? retentionOf(value, procedure) : undefined;
  const offered = suggested(about, heads).filter(({ code }) => code !== value);
  return (
    <>
      <Field label={t('subject_head')} hint={kept ? t('kept_as', { name: either(kept.name_hi, kept.name_en) }) : t('head_hint')}>
        {(attributes) => (
          <select {...attributes} required={required} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            <option value="">{open}</option>
            {inOrder(heads).map(({ head, depth }) => (
              <option key={head.code} value={head.code}>
                {`${'\u2003'.repeat(depth)}${either(head.name_hi, head.name_en)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {/* Its place is kept: nothing below moves while somebody types. */}
      <div class="actions subject-offers" role="group" aria-label={t('offered')}>
        <span class="soft">{t(offered.length > 0 ? 'offered' : 'none_offered')}</span>
        {offered.map(({ code }) => (
          <button key={code} type="button" onClick={() => onChange(code)}>
            {pathOf(code, heads)}
          </button>
        ))}
      </div>
    </>
  );
}
