import { comfyUiDefinition } from './comfyui/adapter';
import type { AdapterDefinition } from './contract';
import { dashscopeDefinition } from './dashscope/adapter';
import { arkDefinition } from './volcengine-ark/adapter';
import { falDefinition } from './fal/adapter';
import { klingDefinition } from './kling/adapter';
import { openaiCompatibleDefinition } from './openai-compatible/adapter';
import { openaiImagesDefinition } from './openai-images/adapter';
import { replicateDefinition } from './replicate/adapter';

/** The kinds of remote providers that this product speaks to. */
export const remoteDefinitions: AdapterDefinition[] = [
  openaiImagesDefinition,
  openaiCompatibleDefinition,
  replicateDefinition,
  falDefinition,
  comfyUiDefinition,
  klingDefinition,
  arkDefinition,
  dashscopeDefinition,
];
