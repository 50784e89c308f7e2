import { useState } from 'preact/hooks';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import en from './en.json';
import hi from './hi.json';
import { type World, diarise } from './world';

const t = words({ hi, en });

/** The receipt desk's form, as short as practice needs it. */
export function Diarise({ world, onAct }: { world: World; onAct: (world: World) => void }) {
  const [sender, setSender] = useState('');
  const [subject, setSubject] = useState('');
  function submit(event: Event): void {
    event.preventDefault();
    if (!sender.trim() || !subject.trim()) return;
    const next = diarise(world, sender, subject);
    onAct(next);
    tell(t('diarised', { number: next.items[0]?.number ?? '' }));
    setSender('');
    setSubject('');
  }
  return (
    <form onSubmit={submit}>
      <HindiText label={t('sender')} multiline={false} required maxLength={longest.name} value={sender} onInput={setSender} />
      <HindiText label={t('subject')} multiline={false} required maxLength={longest.subject} value={subject} onInput={setSubject} />
      <button class="main">{t('diarise')}</button>
    </form>
  );
}
