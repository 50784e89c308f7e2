export { default } from './Pendency';
