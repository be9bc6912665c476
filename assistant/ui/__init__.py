"""The page: values in, HTML out; the only folder that knows Gradio."""
