import type { Evidence } from '../contract';

const server = 'Comfy-Org/ComfyUI@server.py (0.3.64)';
const execution = 'Comfy-Org/ComfyUI@execution.py (0.3.64)';
const nodes = 'Comfy-Org/ComfyUI@nodes.py (0.3.64)';
const jobs = 'Comfy-Org/ComfyUI@comfy_execution/jobs.py (2026)';

/** What each claim rests on. Nothing was run against a live server. */
export const evidence: Evidence[] = [
  {
    claim:
      'POST /prompt takes prompt, client_id and a prompt_id of the client’s choice, and answers prompt_id, number, node_errors',
    basis: 'source_code',
    source: server,
  },
  {
    claim:
      'A prompt_id must be a UUID in lower-case canonical form; any other spelling is refused by newer servers',
    basis: 'source_code',
    source: jobs,
  },
  {
    claim: 'A graph that cannot run is answered with 400 and { error, node_errors }',
    basis: 'source_code',
    source: execution,
  },
  {
    claim:
      'GET /queue and GET /history/{prompt_id}; a job moves from one to the other under one lock, so that asking in this order misses none',
    basis: 'source_code',
    source: execution,
  },
  {
    claim:
      'Queue and history are in memory: a restart forgets both; the history drops its oldest beyond 10,000',
    basis: 'source_code',
    source: execution,
  },
  {
    claim: 'execution_error names node, type and message; execution_interrupted means stopped',
    basis: 'source_code',
    source: `${execution}; ${jobs}`,
  },
  {
    claim:
      'Cancel: POST /queue { delete } while waiting, POST /interrupt { prompt_id } while running',
    basis: 'source_code',
    source: server,
  },
  {
    claim:
      'Client-chosen ids since July 2025 (after 0.3.44), interrupting one job since September 2025 (after 0.3.56); before, ids are ignored and whatever runs is stopped',
    basis: 'source_code',
    source: 'Comfy-Org/ComfyUI, commits 260a5ca5 and 464ba1d6',
  },
  {
    claim: 'client_id is kept with a job in queue and history, in every version',
    basis: 'source_code',
    source: server,
  },
  {
    claim:
      'Results: GET /view by filename, subfolder and type; no lifetime, as long as the file is there',
    basis: 'source_code',
    source: server,
  },
  {
    claim: 'SaveImage writes the graph with the prompt into the PNG; /view sends the file with it',
    basis: 'source_code',
    source: `${nodes}; ${server}`,
  },
  {
    claim: 'POST /upload/image keeps a picture once when name and content are the same',
    basis: 'source_code',
    source: server,
  },
  {
    claim:
      'No key, no price and no callbacks of its own; nodes that bill need a key in extra_data, which is never sent',
    basis: 'source_code',
    source: `${server}; Comfy-Org/ComfyUI@script_examples/basic_api_example.py`,
  },
  {
    claim:
      'A job that is sent twice with one prompt_id runs twice: the id finds a job, and guards against nothing',
    basis: 'source_code',
    source: execution,
  },
  {
    claim:
      'The same seed and graph give the same picture on one machine; not promised across cards and versions, therefore not called reproducible unless the operator says so',
    basis: 'unverified',
    source: 'no statement found',
  },
];
