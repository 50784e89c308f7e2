import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { ChargeForm } from './ChargeForm';
import { ChargeList } from './ChargeList';
import type { PersonEntry } from './directory';
import en from './en.json';
import hi from './hi.json';
import { SignInState } from './People';
import { PersonForm } from './PersonForm';
import { TroubleOrProposal } from './Proposing';
import { useSaving } from './useSaving';

const t = words({ hi, en });

/** A person with the charges held, and help with signing in. */
export function PersonCard({ entry, onClose }: { entry: PersonEntry; onClose: () => void }) {
  const { person, charges, posts } = entry;
  const [open, setOpen] = useState<'edit' | 'charge' | 'password' | null>(null);
  const path = { person_id: person.id };
  const unlocking = useSaving(
    () => view(api.POST('/admin/people/{person_id}/unlock', { params: { path }, body: {} })),
    () => undefined,
    t('unlocked'),
  );
  const close = () => setOpen(null);
  const postName = (id: string) => {
    const post = posts.find((each) => each.id === id);
    return either(post?.designation_hi, post?.designation_en);
  };
  return (
    <Dialog title={either(person.name_hi, person.name_en)} onClose={onClose} wide>
      <p>
        <span class="soft">{person.user_name}</span> · {person.mobile ?? t('no_mobile')} · {person.email ?? t('no_email')}
      </p>
      <p>
        <SignInState entry={entry} />
      </p>
      <h3>{t('charges')}</h3>
      <ChargeList lines={charges.map((charge) => ({ charge, name: postName(charge.post_id) }))} what={t('post')} />
      <TroubleOrProposal error={unlocking.trouble} act={{ unlock_person: path }} done={onClose} />
      <div class="actions">
        <button type="button" class="main" disabled={!person.active} onClick={() => setOpen('charge')}>
          {t('give_charge')}
        </button>
        <button type="button" onClick={() => setOpen('edit')}>
          {t('edit_person')}
        </button>
        <button type="button" onClick={() => setOpen('password')}>
          {t('give_password')}
        </button>
        {entry.locked_until && (
          <button type="button" disabled={unlocking.busy} onClick={() => void unlocking.run()}>
            {t('unlock')}
          </button>
        )}
      </div>
      {open === 'edit' && <PersonForm person={person} onClose={close} />}
      {open === 'charge' && <ChargeForm person={person} onClose={close} />}
      {open === 'password' && <GivePassword entry={entry} onClose={close} />}
    </Dialog>
  );
}

/** A one-time password, shown once. Nothing of it stays in this browser. */
function GivePassword({ entry, onClose }: { entry: PersonEntry; onClose: () => void }) {
  const { person } = entry;
  const [password, setPassword] = useState<string | null>(null);
  const saving = useSaving(
    () => view(api.POST('/admin/people/{person_id}/password', { params: { path: { person_id: person.id } }, body: {} })),
    (given) => setPassword(given.password),
  );
  return (
    <Dialog title={t('give_password')} onClose={onClose}>
      {password === null && (
        <>
          <p>{t('password_ask', { name: either(person.name_hi, person.name_en) })}</p>
          <TroubleOrProposal error={saving.trouble} act={{ set_password: { person_id: person.id } }} done={onClose} />
          <div class="actions">
            <button type="button" class="main" disabled={saving.busy} onClick={() => void saving.run()}>
              {t('give_password')}
            </button>
          </div>
        </>
      )}
      {password !== null && (
        <div role="status">
          <p>{t('user_name')}: <strong>{person.user_name}</strong></p>
          <p class="one-time">{password}</p>
          <p>{t('password_told')}</p>
        </div>
      )}
    </Dialog>
  );
}
