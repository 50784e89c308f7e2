import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { day, number as count, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { tell } from '../../parts/notices';
import { personName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import { signOf } from './flags';
import hi from './hi.json';
import { rangeOf } from './pages';
import type { FileView, Paper } from './views';

const t = words({ hi, en });
const CHOICES = ['puc', 'fr', null] as const;

/** PUC: the paper under consideration. FR: a fresh receipt (CSMOP). With who flagged it. */
export function Flag({ paper, papers }: { paper: Paper; papers: readonly Paper[] }) {
  if (!paper.flag) return null;
  const by = paper.flagged_by && `${personName(paper.flagged_by.person)}, ${signingPost(paper.flagged_by)} · ${day(paper.flagged_at)}`;
  return (
    <span class={`flag ${paper.flag}`} title={by ?? undefined}>
      {t(`flag_${paper.flag}`)} <abbr title={t(`flag_${paper.flag}_long`)}>{signOf(paper, papers)}</abbr>
      {by && <span class="hidden-text"> {by}</span>}
    </span>
  );
}

interface Props {
  file: FileView;
  paper: Paper;
  papers: readonly Paper[];
  onClose: () => void;
}

/** Sets, changes or takes off the flag of a paper: one press. */
export function FlagDialog({ file, paper, papers, onClose }: Props) {
  const attempt = useAttempt();
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const under = papers.find((each) => each.flag === 'puc' && each.id !== paper.id);

  async function put(flag: Paper['flag']): Promise<void> {
    if (busy) return;
    setBusy(true);
    const path = `/files/${file.id}/correspondence/${paper.id}/flag`;
    const outcome = await attempt(onFile(file, { kind: 'flag_paper', path, body: { flag } }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    if (outcome.state === 'queued') tell(t('act_waits'), 'warn');
    else tell(t(flag ? 'flagged' : 'flag_off'));
    onClose();
  }
  return (
    <Dialog title={t('flag_heading')} onClose={onClose}>
      <p>
        <strong>{count(paper.serial)}.</strong> {paper.title} <span class="soft">{t('pages_range', { range: rangeOf(paper) })}</span>{' '}
        <Flag paper={paper} papers={papers} />
      </p>
      {under && <p class="soft">{t('flag_moves', { title: under.title })}</p>}
      <Trouble error={trouble} />
      <div class="actions">
        {CHOICES.filter((each) => each !== paper.flag).map((each, at) => (
          <button key={each ?? 'none'} type="button" class={each ? 'main' : ''} autofocus={at === 0} disabled={busy} onClick={() => void put(each)}>
            {t(each ? `flag_${each}_long` : 'flag_take_off')}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
