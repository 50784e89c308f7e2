import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import type { TokenCertificate } from './agent';
import { Described } from './Certificates';
import en from './en.json';
import hi from './hi.json';
import { useFirstFocus } from './useFirstFocus';
import { useCommand } from '../../api/useCommand';

const t = words({ hi, en });

interface Props {
  certificate: TokenCertificate;
  onBack: () => void;
  onDone: () => void;
}

/** Bind a certificate to the person signed in. The authorities between it and the trust store may come as a file. */
export function Register({ certificate, onBack, onDone }: Props) {
  const step = useFirstFocus<HTMLFormElement>();
  const [chain, setChain] = useState(certificate.chain_pem);
  const register = useCommand(async (key) => {
    const body = { certificate_pem: certificate.pem, chain_pem: chain };
    await view(api.POST('/certificates', { body, headers: { 'Idempotency-Key': key } }));
    tell(t('registered'));
    onDone();
  });
  return (
    <form
      ref={step}
      onSubmit={(event) => {
        event.preventDefault();
        void register.run();
      }}
    >
      <h3>{t('register_heading')}</h3>
      <Described of={certificate} />
      <p>{t('register_means')}</p>
      <Field label={t('chain')} hint={t('chain_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept=".pem,.crt,.cer"
            onChange={(event) => void event.currentTarget.files?.[0]?.text().then((text) => setChain(text.trim() + '\n'))}
          />
        )}
      </Field>
      <Trouble error={register.trouble} />
      <div class="actions">
        <button class="main" disabled={register.busy}>
          {t('register_now')}
        </button>
        <button type="button" onClick={onBack}>
          {t('back')}
        </button>
      </div>
    </form>
  );
}
