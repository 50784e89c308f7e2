import { type Schemas, api, view } from '../../api/client';
import { day, moment, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { nameIn } from './usable';
import { at } from './views';

const t = words({ hi, en });
type Signature = Schemas['VerifiedSignature'];

/** What the platform found out about the signature, just now, in plain sentences. */
export function Verification({ letterId }: { letterId: string }) {
  const load = () => view(api.GET('/letters/{letter_id}/verification', { params: at(letterId) }));
  const report = useView(`letter:${letterId}:verification`, load).value;
  return (
    <section class="card verification" aria-labelledby="verification-heading">
      <h2 id="verification-heading">{t('verification')}</h2>
      {report.error !== null && <Trouble error={report.error} again={() => void report.reload()} />}
      {report.value ? <Report report={report.value} /> : !report.error && <Waiting />}
      <div class="actions">
        <button type="button" disabled={report.loading} onClick={() => void report.reload()}>
          {report.loading ? t('verifying') : t('verify_again')}
        </button>
      </div>
    </section>
  );
}

function Report({ report }: { report: Schemas['VerificationReport'] }) {
  const tone = { valid: 'good', invalid: 'bad', indeterminate: 'unsure', unsigned: 'unsure' }[report.verdict];
  return (
    <>
      <p class={`verdict ${tone}`} role="status">
        {t(`verdict_${report.verdict}`)}
      </p>
      {report.signatures.map((signature) => (
        <Sentences key={signature.field} of={signature} />
      ))}
      <Problems of={report.problems} />
      <p class="soft">
        {t('checked_at', { at: moment(report.checked_at) })} {t('sha256')} <code>{report.sha256}</code>
      </p>
    </>
  );
}

function Sentences({ of }: { of: Signature }) {
  const { certificate } = of;
  return (
    <ul>
      <li>
        {t('signed_by_whom', { name: of.signer || '?' })}
        {certificate && ` ${t('certified_by', { issuer: nameIn(certificate.issuer), from: day(certificate.not_before), until: day(certificate.not_after) })}`}
      </li>
      <li>{t(of.intact && of.valid ? 'is_intact' : 'is_broken')}</li>
      <li>{t(of.coverage === 'entire_file' ? 'covers_all' : `modified_${of.modification}`)}</li>
      <li>{t(of.trusted ? 'is_trusted' : 'is_not_trusted')}</li>
      <li>{t(`revocation_${of.revocation}`)}</li>
      {of.claimed_at && <li>{t('claimed_at', { at: moment(of.claimed_at) })}</li>}
      {of.problems.length > 0 && (
        <li>
          <Problems of={of.problems} />
        </li>
      )}
    </ul>
  );
}

function Problems({ of }: { of: string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="problems">
      {of.map((code) => (
        <li key={code}>{sayProblem(code)}</li>
      ))}
    </ul>
  );
}

function sayProblem(code: string): string {
  const key = `problem_${code.replace('.', '_')}`;
  return key in hi ? t(key as keyof typeof hi) : t('problem_other', { code });
}
