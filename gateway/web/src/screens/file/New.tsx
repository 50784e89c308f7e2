import { useLocation } from 'wouter-preact';
import { NewFileForm } from '../../parts/NewFile';
import { words } from '../../i18n';
import en from './en.json';
import './file.css';
import hi from './hi.json';

const t = words({ hi, en });

/** A new file, opened from nothing. */
export default function NewFile() {
  const [, go] = useLocation();
  return (
    <div class="front-form">
      <h1>{t('new_file')}</h1>
      <div class="card">
        <NewFileForm onCreated={(file) => go(file ? `/files/${file.id}` : '/')} />
      </div>
    </div>
  );
}
