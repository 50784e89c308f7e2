export { default } from './Diarise';
