import './style.css';
import { render } from 'preact';
import { restore } from './api/session';
import { App } from './app';
import { language } from './i18n';
import { followInbox } from './live';
import { tendKeptFiles } from './offline';
import { keepTheApp } from './offline/app';
import { applyAppearance } from './shell/appearance';

document.documentElement.lang = language.value;
applyAppearance();
const root = document.getElementById('app');
if (root) render(<App />, root);
void restore();
followInbox();
tendKeptFiles();
keepTheApp();
