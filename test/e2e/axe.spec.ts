import { scanEveryPage } from './axe-pages.ts';

scanEveryPage('light');
