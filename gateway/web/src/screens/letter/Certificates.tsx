import { useEffect, useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { day, words } from '../../i18n';
import { Waiting } from '../../parts/Waiting';
import { type Agent, type TokenCertificate, certificatesOf } from './agent';
import { AgentTrouble } from './AgentTrouble';
import en from './en.json';
import hi from './hi.json';
import { Register } from './Register';
import { type Found, type Usable, isUsable, matched, nameIn } from './usable';
import { useFirstFocus } from './useFirstFocus';

const t = words({ hi, en });

/** Which of the token's certificates to sign with; one that the server does not know yet is registered here. */
export function Certificates({ agent, onChoose }: { agent: Agent; onChoose: (chosen: Usable) => void }) {
  const [found, setFound] = useState<Found[] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const [registering, setRegistering] = useState<TokenCertificate | null>(null);
  const step = useFirstFocus<HTMLElement>(found !== null && registering === null);
  const again = () => setRound(round + 1);
  useEffect(() => {
    let gone = false;
    setTrouble(null);
    Promise.all([certificatesOf(agent), view(api.GET('/certificates'))]).then(
      ([onToken, registered]) => !gone && setFound(matched(onToken, registered.items)),
      (error: unknown) => !gone && setTrouble(error),
    );
    return () => {
      gone = true;
    };
  }, [round]);

  if (trouble !== null) return <AgentTrouble error={trouble} again={again} />;
  if (!found) return <Waiting />;
  if (registering) {
    return (
      <Register
        certificate={registering}
        onBack={() => setRegistering(null)}
        onDone={() => {
          setRegistering(null);
          again();
        }}
      />
    );
  }
  return (
    <section ref={step} aria-labelledby="certificates-heading">
      <h3 id="certificates-heading">{t('certificates')}</h3>
      {found.length === 0 && <p class="notice">{t('no_certificates')}</p>}
      <ul class="certificates">
        {found.map((each) => (
          <li key={each.onToken.sha256}>
            <Described of={each.onToken} />
            {isUsable(each) ? (
              <button type="button" class="main" onClick={() => onChoose(each)}>
                {t('use_this')}
              </button>
            ) : each.registered ? (
              <span class="badge urgent">{t(`certificate_${each.registered.status}`)}</span>
            ) : (
              <button type="button" onClick={() => setRegistering(each.onToken)}>
                {t('register')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="plain" onClick={again}>
          {t('look_again')}
        </button>
      </div>
    </section>
  );
}

export function Described({ of }: { of: TokenCertificate }) {
  return (
    <p>
      <strong>{of.common_name}</strong>
      <br />
      <span class="soft">
        {t('certificate_from', { issuer: nameIn(of.issuer) })}
        <br />
        {t('certificate_until', { day: day(of.not_after) })}
      </span>
    </p>
  );
}
