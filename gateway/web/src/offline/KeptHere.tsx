import '../acts/acts.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Schemas } from '../api/client';
import { moment, number, words } from '../i18n';
import { Trouble } from '../parts/Trouble';
import { untilCalm } from '../shell/calm';
import { online } from '../shell/line';
import en from './en.json';
import hi from './hi.json';
import { canKeep, isRunning, keepOpened, keptFiles, pin, progress, read, unpin } from './kept';

const t = words({ hi, en });
/** Milliseconds; the sender may take the file back until the lease is there. */
const LONGEST = 20_000;

interface Props {
  file: Schemas['FileView'];
  /** It was not fetched just now. */
  stale: boolean;
}

/** Whether the file can be worked on without a line, until when, and how to have it with all its pages. */
export function KeptHere({ file, stale }: Props) {
  const [trouble, setTrouble] = useState<unknown>(null);
  const givenBack = useRef('');
  useEffect(() => {
    void read();
    if (stale || givenBack.current === file.id) return undefined;
    // The screen first: the lease and the other texts come when it stands.
    let gone = false;
    const timer = setTimeout(() => {
      void untilCalm(LONGEST)
        .then(() => (gone ? undefined : keepOpened(file)))
        .catch(() => undefined);
    }, 2_000);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [file.id, file.custody_number, stale]);

  const kept = keptFiles.value.get(file.id);
  const coming = progress.value.get(file.id);
  const isHere = kept !== undefined && isRunning(kept);
  if (!isHere && !canKeep(file)) return null;

  async function set(wanted: boolean): Promise<void> {
    setTrouble(null);
    givenBack.current = wanted ? '' : file.id;
    await (wanted ? pin(file) : unpin(file.id)).catch(setTrouble);
  }

  return (
    <div class="kept-here">
      <label class="check">
        <input
          type="checkbox"
          checked={isHere && kept.pinned}
          disabled={!isHere && !online.value}
          onChange={(event) => void set(event.currentTarget.checked)}
        />
        {t('pin')}
      </label>
      {isHere && (
        <span class="badge good">
          {t(kept.pinned && kept.whole ? 'kept_whole' : 'kept', { until: moment(kept.lease?.expiresAt) })}
        </span>
      )}
      {coming && (
        <progress
          max={coming.all}
          value={coming.done}
          aria-label={t('coming', { done: number(coming.done), all: number(coming.all) })}
        />
      )}
      <Trouble error={trouble} />
    </div>
  );
}
