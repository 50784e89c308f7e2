import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Choice, Pair, SaveButtons, Text } from './Controls';
import { type Person, seen, seenVersion } from './directory';
import en from './en.json';
import hi from './hi.json';
import { TroubleOrProposal } from './Proposing';
import { useSaving } from './useSaving';

const t = words({ hi, en });

function initial(person: Person | null) {
  return {
    user_name: person?.user_name ?? '',
    name_hi: person?.name_hi ?? '',
    name_en: person?.name_en ?? '',
    email: person?.email ?? null,
    mobile: person?.mobile ?? null,
    language: person?.language ?? ('hi' as Person['language']),
    active: person?.active ?? true,
  };
}

type Values = ReturnType<typeof initial>;

/** Ten digits are enough: the country is added. */
export function mobileOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '').replace(/^(?:\+?91|0)(?=\d{10}$)/, '');
  return digits ? `+91${digits}` : null;
}

/** A person's entry: names, how he signs in, how he is reached. */
export function PersonForm({ person, onClose }: { person: Person | null; onClose: () => void }) {
  const [values, setValues] = useState<Values>(() => initial(person));
  const [mobile, setMobile] = useState(person?.mobile?.replace(/^\+91/, '') ?? '');
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const bodyOf = (deleted: boolean) => ({
    ...values,
    mobile: mobileOf(mobile),
    deleted,
    ...(person ? { person_id: person.id } : {}),
  });
  const send = (deleted: boolean) => view(api.POST('/admin/people', { params: seen(person), body: bodyOf(deleted) }));
  const saving = useSaving(() => send(false), onClose, t('saved'));
  const removing = useSaving(() => send(true), onClose, t('saved'));
  return (
    <Dialog title={t(person ? 'edit_person' : 'new_person')} onClose={onClose}>
      <form onSubmit={saving.run}>
        <Pair of="name" value={values} onChange={change} error={saving.error} />
        <Text label={t('user_name')} hint={t('user_name_hint')} lang="en" required maxLength={longest.userName} value={values.user_name} error={saving.error('user_name')} onInput={(user_name) => change({ user_name: user_name.trim().toLowerCase() })} />
        <Text label={t('mobile')} type="tel" value={mobile} error={saving.error('mobile')} onInput={setMobile} />
        <Text label={t('email')} type="email" value={values.email ?? ''} error={saving.error('email')} onInput={(email) => change({ email: email.trim() || null })} />
        <Choice label={t('language')} value={values.language ?? 'hi'} options={[['hi', 'हिन्दी'], ['en', 'English']]} onPick={(language) => change({ language: language as Person['language'] })} />
        <label class="check">
          <input type="checkbox" checked={values.active} onChange={(event) => change({ active: event.currentTarget.checked })} />
          {t('active')}
        </label>
        <p class="hint">{t('active_hint')}</p>
        <TroubleOrProposal
          error={saving.trouble ?? removing.trouble}
          act={{ save_person: { ...bodyOf(removing.trouble !== null), ...seenVersion(person) } }}
          done={onClose}
        />
        <SaveButtons busy={saving.busy || removing.busy} onRemove={person ? () => void removing.run() : undefined} />
      </form>
    </Dialog>
  );
}
