import { useState } from 'preact/hooks';
import longest from '../../api/longest.json';
import { number, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import { type Folder, newFolder, place, removeFolder, saveFilters, savedOf, useArrangement } from './arrangement';
import en from './en.json';
import hi from './hi.json';
import type { Box } from './rows';
import { filter } from './state';

const t = words({ hi, en });

/** Runs a saving, shows why it failed, closes where it did not. */
function useSaving(onClose: () => void) {
  const [trouble, setTrouble] = useState<unknown>(null);
  const run = (work: Promise<void>, close = true) => void work.then(() => close && onClose(), setTrouble);
  return { trouble, run };
}

/** Puts rows into a folder that is there or a new one. */
export function PlaceDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const arrangement = useArrangement();
  const [name, setName] = useState('');
  const { trouble, run } = useSaving(onClose);
  const put = (folder: Folder | null) => run(place(arrangement, ids, folder));
  return (
    <Dialog title={t('place_heading', { count: number(ids.length) })} onClose={onClose}>
      <ul class="choices">
        {arrangement.folders.map((folder) => (
          <li key={folder.code} class="actions">
            <button type="button" onClick={() => put(folder)}>
              {folder.name}
            </button>
            <button
              type="button"
              class="plain danger"
              aria-label={t('remove_folder', { name: folder.name })}
              onClick={() => run(removeFolder(arrangement, folder.code), false)}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          put(newFolder(name.trim()));
        }}
      >
        <Name label={t('new_folder')} value={name} onInput={setName} />
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={!name.trim()}>
            {t('place_new')}
          </button>
          <button type="button" onClick={() => put(null)}>
            {t('take_out')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Saves the filter on screen under a name, and takes saved ones away. */
export function FiltersDialog({ box, onClose }: { box: Box; onClose: () => void }) {
  const arrangement = useArrangement();
  const [name, setName] = useState('');
  const { trouble, run } = useSaving(onClose);
  const others = arrangement.filters.filter((saved) => saved.name !== name.trim());
  return (
    <Dialog title={t('filters_heading')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(saveFilters(arrangement, [...others, savedOf(name.trim(), box, filter.value)]));
        }}
      >
        <Name label={t('filter_name')} hint={t('filter_name_hint')} value={name} onInput={setName} />
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={!name.trim()}>
            {t('save')}
          </button>
        </div>
      </form>
      <ul class="choices">
        {arrangement.filters.map((saved) => (
          <li key={saved.name} class="actions">
            {saved.name}
            <button
              type="button"
              class="plain danger"
              aria-label={t('remove_filter', { name: saved.name })}
              onClick={() =>
                run(
                  saveFilters(
                    arrangement,
                    arrangement.filters.filter((each) => each !== saved),
                  ),
                  false,
                )
              }
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface NameProps {
  label: string;
  hint?: string;
  value: string;
  onInput: (value: string) => void;
}

/** What a folder or a saved filter is to be called. */
function Name({ label, hint, value, onInput }: NameProps) {
  return (
    <Field label={label} hint={hint}>
      {(attributes) => (
        <input
          {...attributes}
          autofocus
          required
          maxLength={longest.name}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
