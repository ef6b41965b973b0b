import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';

/** Machine learning services. */
export const intelligenceKinds: readonly SecretKind[] = [
  ...tokens([
    {
      name: 'openai-key',
      title: 'OpenAI API key',
      prefix: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sk-'],
      body: '[\\w-]{20,100}T3BlbkFJ[\\w-]{20,100}',
      middle: { keywords: ['t3blbkfj'], before: 112 },
    },
    {
      name: 'anthropic-key',
      title: 'Anthropic API key',
      prefix: ['sk-ant-api03-', 'sk-ant-admin01-', 'sk-ant-oat01-', 'sk-ant-ort01-', 'sk-ant-sid01-'],
      body: '[\\w-]{80,120}(?:AA)?',
    },
    {
      name: 'huggingface-token',
      title: 'Hugging Face access token',
      prefix: ['hf_', 'api_org_'],
      near: ['hf_token', 'huggingface', 'hugging_face', 'hf_api', 'authorization: bearer'],
      body: '[A-Za-z0-9]{34}',
      textOnly: true,
    },
    {
      name: 'replicate-token',
      title: 'Replicate API token',
      prefix: 'r8_',
      near: ['replicate_api', 'authorization: bearer'],
      body: '[A-Za-z0-9]{37}',
      textOnly: true,
    },
    { name: 'perplexity-key', title: 'Perplexity API key', prefix: 'pplx-', body: '[A-Za-z0-9]{48,53}' },
    { name: 'groq-key', title: 'Groq API key', prefix: 'gsk_', body: '[A-Za-z0-9]{52}' },
    { name: 'xai-key', title: 'xAI API key', prefix: 'xai-', body: '[A-Za-z0-9]{80}' },
    { name: 'openrouter-key', title: 'OpenRouter API key', prefix: 'sk-or-v1-', body: '[a-f0-9]{64}' },
    { name: 'nvidia-key', title: 'NVIDIA API key', prefix: 'nvapi-', body: '[\\w-]{60,72}' },
    {
      name: 'langsmith-key',
      title: 'LangSmith API key',
      prefix: ['lsv2_pt_', 'lsv2_sk_'],
      body: '[a-f0-9]{32}_[a-f0-9]{10}',
    },
    { name: 'pinecone-key', title: 'Pinecone API key', prefix: 'pcsk_', body: '[A-Za-z0-9]{5,6}_[A-Za-z0-9]{50,66}' },
    { name: 'cerebras-key', title: 'Cerebras API key', prefix: 'csk-', body: '[a-z0-9]{48}' },
    { name: 'jina-key', title: 'Jina AI API key', prefix: 'jina_', body: '[a-f0-9]{32}[\\w-]{28}' },
    {
      name: 'tavily-key',
      title: 'Tavily API key',
      severity: 'medium',
      prefix: ['tvly-dev-', 'tvly-prod-', 'tvly-'],
      body: '[A-Za-z0-9]{32}',
    },
  ]),
  ...named([
    {
      name: 'cohere-key',
      title: 'Cohere API key',
      names: ['cohere_api_key', 'co_api_key', 'cohere_key'],
      body: '[A-Za-z0-9]{40}',
    },
    { name: 'mistral-key', title: 'Mistral API key', names: ['mistral_api_key'], body: '[A-Za-z0-9]{32}' },
    { name: 'deepseek-key', title: 'DeepSeek API key', names: ['deepseek_api_key'], body: 'sk-[a-f0-9]{32}' },
    {
      name: 'elevenlabs-key',
      title: 'ElevenLabs API key',
      names: ['elevenlabs_api_key', 'eleven_api_key', 'xi_api_key'],
      body: '(?:sk_[a-f0-9]{48}|[a-f0-9]{32})',
    },
    {
      name: 'together-key',
      title: 'Together AI API key',
      names: ['together_api_key', 'togetherai_api_key'],
      body: '[a-f0-9]{64}',
    },
    { name: 'wandb-key', title: 'Weights & Biases API key', names: ['wandb_api_key'], body: '[a-f0-9]{40}' },
    { name: 'assemblyai-key', title: 'AssemblyAI API key', names: ['assemblyai_api_key'], body: '[a-f0-9]{32}' },
    {
      name: 'azure-openai-key',
      title: 'Azure OpenAI API key',
      names: ['azure_openai_api_key', 'azure_openai_key'],
      body: '(?:[a-f0-9]{32}|[A-Za-z0-9]{84})',
    },
  ]),
];
