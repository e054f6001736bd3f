"""The screens: they bind values to widgets and answer what keys ask for."""
