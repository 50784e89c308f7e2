import { useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { putView, useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const KEY = 'me:preferences';
type Preferences = Schemas['PreferencesView'];
type Channel = Preferences['channels'][number];

/** By which ways one is told, and in which language. */
export function Notifications() {
  const seen = useView(KEY, () => view(api.GET('/me/preferences'))).value;
  const [trouble, setTrouble] = useState<unknown>(null);

  async function set(change: Schemas['SetPreferences']): Promise<void> {
    setTrouble(null);
    try {
      await putView(KEY, await view(api.PUT('/me/preferences', { body: change })));
    } catch (refused) {
      setTrouble(refused);
    }
  }

  if (!seen.value) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  return (
    <>
      {seen.value.channels.map((channel) => (
        <Line key={channel.channel} channel={channel} onSet={(on) => void set({ [channel.channel]: on })} />
      ))}
      <label class="check">
        {t('language')}{' '}
        <select
          value={seen.value.language}
          onChange={(event) => void set({ language: event.currentTarget.value as Preferences['language'] })}
        >
          <option value="hi">हिन्दी</option>
          <option value="en">English</option>
        </select>
      </label>
      <Trouble error={trouble} />
    </>
  );
}

function Line({ channel, onSet }: { channel: Channel; onSet: (on: boolean) => void }) {
  const why = !channel.available ? t('not_set_up') : channel.fixed ? t('always') : channel.address || t('no_address');
  return (
    <p>
      <label class="check">
        <input
          type="checkbox"
          checked={channel.on}
          disabled={channel.fixed || !channel.available}
          onChange={(event) => onSet(event.currentTarget.checked)}
        />
        {t(`channel_${channel.channel}`)} <span class="soft">{why}</span>
      </label>
    </p>
  );
}
