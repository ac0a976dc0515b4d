import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';
import './deals.css';
import './funnel.css';
import { startTexts } from '@/shared/i18n';
import { App } from './App';

startTexts();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
