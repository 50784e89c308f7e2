// A page of its own, without the desk's code: it is opened on phones, over the slowest lines.
import './citizen.css';
import { render } from 'preact';
import { language } from '../../i18n';
import { Status } from './Status';
import { slipOf } from './ask';

document.documentElement.lang = language.value;
const root = document.getElementById('app');
if (root) render(<Status slip={slipOf(location.search)} />, root);
