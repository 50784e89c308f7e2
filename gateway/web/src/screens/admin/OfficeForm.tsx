import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Trouble } from '../../parts/Trouble';
import { Choice, Pair, SaveButtons, Text } from './Controls';
import { LGD_LEVELS, OFFICE_KINDS, type Office, seen } from './directory';
import en from './en.json';
import hi from './hi.json';
import { useSaving } from './useSaving';

const t = words({ hi, en });

interface Props {
  /** Null for a new one. */
  office: Office | null;
  /** Where a new one is put at first. */
  above: Office | null;
  offices: Office[];
  onClose: () => void;
  onSaved?: (office: Office) => void;
}

const NUMBERING = { file: '{head}/{serial}/{year}-{unit}', receipt: '{office}/{year}/{serial}', letter: '{file}/{serial}' };

function initial({ office, above }: Pick<Props, 'office' | 'above'>) {
  return {
    kind: office?.kind ?? ('tehsil' as Office['kind']),
    name_hi: office?.name_hi ?? '',
    name_en: office?.name_en ?? '',
    abbreviation_hi: office?.abbreviation_hi ?? '',
    abbreviation_en: office?.abbreviation_en ?? '',
    lgd_level: office?.lgd_level ?? null,
    lgd_code: office?.lgd_code ?? null,
    revenue_parent_id: office ? (office.revenue_parent_id ?? null) : (above?.id ?? null),
    development_parent_id: office?.development_parent_id ?? null,
    valid_from: office?.valid_from ?? null,
    valid_until: office?.valid_until ?? null,
    numbering: { ...NUMBERING, ...office?.numbering },
  };
}

type Values = ReturnType<typeof initial>;

/** An office: names, kind, what stands above it, how it numbers. */
export function OfficeForm(props: Props) {
  const { office, offices, onClose, onSaved } = props;
  const [values, setValues] = useState<Values>(() => initial(props));
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const send = (deleted: boolean) =>
    view(
      api.POST('/admin/offices', {
        params: seen(office),
        body: { ...values, deleted, ...(office ? { office_id: office.id } : {}) },
      }),
    );
  const saving = useSaving(
    () => send(false),
    (saved) => {
      onClose();
      onSaved?.(saved);
    },
    t('saved'),
  );
  const removing = useSaving(() => send(true), onClose, t('saved'));
  const others = offices.filter((each) => each.id !== office?.id);
  const above = [['', t('none')], ...others.map((each) => [each.id, either(each.name_hi, each.name_en)] as const)] as const;
  return (
    <Dialog title={t(office ? 'edit_office' : 'new_office')} onClose={onClose}>
      <form onSubmit={saving.run}>
        <Choice label={t('kind')} value={values.kind} options={OFFICE_KINDS.map((kind) => [kind, t(`kind_${kind}`)])} onPick={(kind) => change({ kind: kind as Values['kind'] })} />
        <Pair of="name" value={values} onChange={change} error={saving.error} />
        <Pair of="abbreviation" value={values} onChange={change} error={saving.error} />
        <Choice label={t('revenue_parent')} value={values.revenue_parent_id ?? ''} options={above} onPick={(id) => change({ revenue_parent_id: id || null })} />
        <Choice label={t('development_parent')} value={values.development_parent_id ?? ''} options={above} onPick={(id) => change({ development_parent_id: id || null })} />
        <More values={values} change={change} error={saving.error} />
        <Trouble error={saving.trouble ?? removing.trouble} />
        <SaveButtons busy={saving.busy || removing.busy} onRemove={office ? () => void removing.run() : undefined} />
      </form>
    </Dialog>
  );
}

interface MoreProps {
  values: Values;
  change: (part: Partial<Values>) => void;
  error: (field: string) => string | undefined;
}

/** What is rarely changed. */
function More({ values, change, error }: MoreProps) {
  const { numbering } = values;
  return (
    <details>
      <summary>{t('more')}</summary>
      <Choice label={t('lgd_level')} value={values.lgd_level ?? ''} options={[['', t('none')], ...LGD_LEVELS.map((level) => [level, t(`lgd_${level}`)] as const)]} onPick={(level) => change({ lgd_level: (level || null) as Values['lgd_level'] })} />
      <Text label={t('lgd_code')} type="number" value={values.lgd_code === null ? '' : String(values.lgd_code)} error={error('lgd_code')} onInput={(code) => change({ lgd_code: code ? Number(code) : null })} />
      <Text label={t('valid_from')} type="date" value={values.valid_from ?? ''} error={error('valid_from')} onInput={(date) => change({ valid_from: date || null })} />
      <Text label={t('valid_until')} type="date" value={values.valid_until ?? ''} error={error('valid_until')} onInput={(date) => change({ valid_until: date || null })} />
      {(['file', 'receipt', 'letter'] as const).map((each) => (
        <Text
          key={each}
          label={t(`number_${each}`)}
          lang="en"
          required
          value={numbering[each]}
          hint={each === 'file' ? t('number_hint') : undefined}
          error={error(`numbering/${each}`)}
          onInput={(pattern) => change({ numbering: { ...numbering, [each]: pattern } })}
        />
      ))}
    </details>
  );
}
