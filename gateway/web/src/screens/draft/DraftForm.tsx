import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { HindiText, LayoutBar } from '../../parts/editor/HindiText';
import { StandardNotings } from '../../parts/editor/StandardNotings';
import { Addressees } from './Addressees';
import { FormAndLanguage } from './FormAndLanguage';
import en from './en.json';
import hi from './hi.json';
import { type Missing, type Writing, paragraphsOf } from './writing';

const t = words({ hi, en });

interface Props {
  writing: Writing;
  onChange: (writing: Writing) => void;
  /** What the user is told to fill in; empty until saving was tried. */
  missing: Missing[];
}

/** The parts of a letter in the order in which they stand on paper. */
export function DraftForm({ writing, onChange, missing }: Props) {
  const set = <Key extends keyof Writing>(key: Key, value: Writing[Key]) => onChange({ ...writing, [key]: value });
  const told = (key: Missing) => (missing.includes(key) ? t(`missing_${key}`) : undefined);
  const add = (phrase: string) => set('body', writing.body.trim() ? `${writing.body.trimEnd()}\n\n${phrase}` : phrase);
  const field = { language: writing.language, bar: false } as const;
  return (
    <>
      <LayoutBar />
      {/* Both are settled with the first version. */}
      {writing.base === 0 && <FormAndLanguage writing={writing} onChange={onChange} />}
      <Addressees
        of={writing.addressees}
        language={writing.language}
        onChange={(addressees) => set('addressees', addressees)}
        error={told('addressees')}
      />
      <HindiText
        {...field}
        label={t('subject')}
        value={writing.subject}
        onInput={(subject) => set('subject', subject.replaceAll('\n', ' '))}
        rows={2}
        maxLength={longest.subject}
        required
        error={told('subject')}
      />
      <HindiText
        {...field}
        label={t('reference')}
        value={writing.reference}
        onInput={(reference) => set('reference', reference)}
        multiline={false}
        maxLength={longest.reference}
        hint={t('reference_hint')}
      />
      <HindiText
        {...field}
        label={t('body')}
        value={writing.body}
        onInput={(body) => set('body', body)}
        rows={14}
        marked
        required
        hint={t('body_hint', { count: paragraphsOf(writing.body).length })}
        error={told('body')}
      />
      <StandardNotings onPick={add} />
      <HindiText
        {...field}
        label={t('copy_to')}
        value={writing.copyTo}
        onInput={(copyTo) => set('copyTo', copyTo)}
        rows={3}
        hint={t('copy_to_hint')}
      />
    </>
  );
}
