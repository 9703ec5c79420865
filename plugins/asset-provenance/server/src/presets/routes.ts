import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.presets, 'presets.list', 'task.launch'),
  adminRoute('POST', api.presets, 'presets.create', 'task.launch'),
  adminRoute('GET', api.preset(':presetId'), 'presets.detail', 'task.launch'),
  adminRoute('PUT', api.preset(':presetId'), 'presets.share', 'task.launch'),
  adminRoute('DELETE', api.preset(':presetId'), 'presets.remove', 'task.launch'),
  adminRoute('GET', api.presetVersions(':presetId'), 'presets.versions', 'task.launch'),
  adminRoute('POST', api.presetVersions(':presetId'), 'presets.save', 'task.launch'),
  adminRoute('POST', api.takeBackPreset(':presetId'), 'presets.takeBack', 'task.launch'),
];
